import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

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
