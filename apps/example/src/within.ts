import { setTimeout as wait } from 'node:timers/promises';
import type { Awaitable } from '@codegrant/server';

/**
 * Waits for a value, but not longer than a limit. What makes the value goes on.
 *
 * @throws {Error} if the value takes longer
 */
export const within = async <Value>(milliseconds: number, value: Awaitable<Value>): Promise<Value> => {
  const settled = new AbortController();
  const late = async (): Promise<never> => {
    await wait(milliseconds, undefined, { signal: settled.signal });
    throw new Error(`No answer in ${milliseconds} ms.`);
  };
  try {
    return await Promise.race([value, late()]);
  } finally {
    settled.abort();
  }
};
