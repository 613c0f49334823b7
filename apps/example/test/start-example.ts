import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const app = join(import.meta.dirname, '..');

/** The example app in a process of its own, as people start it. */
export interface Example {
  readonly serverUrl: string;
  readonly clientUrl: string;
  /** What it printed, line by line. */
  readonly lines: readonly string[];
  /** Ends it, and tells its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** How a start ended that came to nothing. */
export interface Failure {
  readonly exitCode: number | null;
  readonly stderr: string;
}

const launch = (settings: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, ['--conditions=@codegrant/source', 'src/main.ts'], {
    cwd: app,
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const exitCode = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
};

/** Starts it with these environment variables, and waits until it is ready to serve. */
export const startExample = async (settings: Readonly<Record<string, string>> = {}): Promise<Example> => {
  const child = launch(settings);
  const lines: string[] = [];
  let problems = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    problems += chunk.toString();
  });
  if (child.stdout === null) throw new Error('The example has no output.');
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
        return exitCode(child);
      },
    };
  }
  throw new Error(`The example did not start: ${problems}`);
};

/** Starts it with settings that it must refuse. */
export const failToStart = async (settings: Readonly<Record<string, string>>): Promise<Failure> => {
  const child = launch(settings);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  await once(child, 'close');
  return { exitCode: child.exitCode, stderr };
};
