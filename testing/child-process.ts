import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether the process has ended, by itself or by a signal. */
export const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Waits until the process has ended. `null` if a signal ended it. */
export const exitCodeOf = async (child: ChildProcess): Promise<number | null> => {
  if (!isOver(child)) await once(child, 'exit');
  return child.exitCode;
};

/** Asks the process to end, and waits until it has ended. */
export const stop = async (child: ChildProcess): Promise<void> => {
  child.kill();
  await exitCodeOf(child);
};

/** Collects what the process writes to stderr. */
export const stderrOf = (child: ChildProcess): (() => string) => {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
};

/** In milliseconds. A slow machine is no failure. */
const longestStart = 60_000;

/**
 * Waits until a process that was just started does its work.
 *
 * @param isReady asks the process
 * @throws {Error} if the process cannot be started, ends before it is ready, or is not ready after a minute. It has ended then
 */
export const untilReady = async (child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> => {
  let failure: string | undefined;
  child.once('error', ({ message }) => {
    failure = message;
  });
  child.once('exit', (code, signal) => {
    failure = `it ended with ${signal ?? code}`;
  });
  const end = Date.now() + longestStart;
  while (!(await isReady())) {
    if (failure !== undefined) throw new Error(`${child.spawnfile} did not start: ${failure}.`);
    if (Date.now() > end) {
      await stop(child);
      throw new Error(`${child.spawnfile} is not ready after ${longestStart / 1000} seconds.`);
    }
    await wait(20);
  }
};
