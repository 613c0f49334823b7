import type { Awaitable } from '../ports/awaitable.ts';

/**
 * Makes every call, at the same time. The failure of one does not leave another undone.
 *
 * @throws what the first call that failed threw
 */
export const settleAll = async (calls: readonly (() => Awaitable<unknown>)[]): Promise<void> => {
  const settled = await Promise.allSettled(calls.map(async (call) => call()));
  for (const call of settled) if (call.status === 'rejected') throw call.reason;
};
