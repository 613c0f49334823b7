import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exitCodeOf, stderrOf } from '../../../testing/child-process.ts';

const app = join(import.meta.dirname, '..');

/** The values of ADAPTER. */
export const adapters = ['fastify', 'node', 'fetch'] as const;

/** The environment variables of the example. */
export type ExampleSettings = Readonly<Record<string, string>>;

/** The running example, in its own process. */
export interface Example {
  readonly serverUrl: string;
  readonly clientUrl: string;
  /** The lines that it has printed. */
  readonly lines: readonly string[];
  /** Sends the signal, SIGTERM by default, and returns the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** The result of a start that failed. */
interface FailedStart {
  readonly exitCode: number | null;
  readonly stderr: string;
}

const launch = (settings: ExampleSettings, options: readonly string[] = []): ChildProcess =>
  spawn(process.execPath, ['--conditions=@codegrant/source', ...options, 'src/main.ts'], {
    cwd: app,
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Starts the example and waits until it serves. */
export const startExample = async (settings: ExampleSettings = {}): Promise<Example> => {
  const child = launch(settings);
  const stderr = stderrOf(child);
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('The example has no stdout.');
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    const serverUrl = /^Authorization server: (.*)$/.exec(line)?.[1];
    if (serverUrl === undefined) continue;
    const clientUrl = /^Demo client: (.*)$/.exec(lines.at(-2) ?? '')?.[1] ?? '';
    return {
      serverUrl,
      clientUrl,
      lines,
      stop: (signal = 'SIGTERM') => {
        child.kill(signal);
        return exitCodeOf(child);
      },
    };
  }
  throw new Error(`The example did not start: ${stderr()}`);
};

/** Starts the example with invalid settings, and with options of Node, and waits until it ends. */
export const failToStart = async (settings: ExampleSettings, options?: readonly string[]): Promise<FailedStart> => {
  const child = launch(settings, options);
  const stderr = stderrOf(child);
  await once(child, 'close');
  return { exitCode: child.exitCode, stderr: stderr() };
};
