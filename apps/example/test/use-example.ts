import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { freeOrigin } from './free-origin.ts';
import { type Example, type ExampleSettings, startExample } from './start-example.ts';

/** Starts the example before the tests of a suite and stops it after them. Read its URLs inside a test. */
export const useExample = (settings: ExampleSettings = {}): Pick<Example, 'serverUrl' | 'clientUrl'> => {
  let example: Example | undefined;
  beforeAll(async () => {
    example = await startExample(settings);
  });
  afterAll(() => example?.stop());
  const started = (): Example => {
    if (example === undefined) throw new Error('The example has not started. Read its URLs inside a test.');
    return example;
  };
  return {
    get serverUrl() {
      return started().serverUrl;
    },
    get clientUrl() {
      return started().clientUrl;
    },
  };
};

/** Starts the example for one test and stops it when the test ends. */
export const exampleForTest = async (settings: ExampleSettings = {}): Promise<Example> => {
  const example = await startExample(settings);
  onTestFinished(async () => void (await example.stop()));
  return example;
};

/** An example that has the same URL each time it is started. */
export interface RestartableExample {
  readonly serverUrl: string;
  /** Starts it, and stops it before if it runs. */
  readonly start: (more?: ExampleSettings) => Promise<void>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Prepares an example for one test, which starts it, and stops it when the test ends. */
export const restartableExample = async (settings: ExampleSettings): Promise<RestartableExample> => {
  const serverUrl = await freeOrigin();
  const { port } = new URL(serverUrl);
  let example: Example | undefined;
  const stop = async (signal?: NodeJS.Signals): Promise<void> => void (await example?.stop(signal));
  onTestFinished(() => stop());
  const start = async (more: ExampleSettings = {}): Promise<void> => {
    await stop();
    example = await startExample({ CLIENT_PORT: '0', ...settings, ...more, PORT: port });
  };
  return { serverUrl, start, stop };
};
