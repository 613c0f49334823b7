import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { LimitReached } from './limit-reached.ts';
import type { Limits } from './limits.ts';

/**
 * Takes a cost from a limit.
 *
 * @param reason which limit is reached, for logs
 * @param clientId the registered client, for logs
 * @returns nothing. Throws or rejects with {@link LimitReached} if the action is not allowed
 * @example
 * await takeLimit(limits, limits.keyOf('register', request.context), 1, 'Too many registrations.');
 */
export const takeLimit = (
  limits: Limits,
  key: string,
  cost: number,
  reason: string,
  clientId?: string,
): Awaitable<void> =>
  mapAwaitable(limits.take(key, cost), (answer) => {
    if (!answer.allowed) throw new LimitReached(reason, answer.retryAfterSeconds, clientId);
  });
