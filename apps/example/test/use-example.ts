import { afterAll, beforeAll, onTestFinished } from 'vitest';
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
