import type { Awaitable } from './awaitable.ts';

/** Whether an action is within its limit. */
export type LimitAnswer =
  | { readonly allowed: true }
  /** `retryAfterSeconds` is when the action is allowed again, in whole seconds from now: at least 1. */
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Limits how often expensive or dangerous actions happen. */
export interface Limits {
  /**
   * Adds a cost to a key, in one atomic step.
   *
   * @param key names the action and who acts, for example `register:192.0.2.1`
   * @param cost a whole number. 0 asks without adding anything
   * @returns whether the key is still within its limit
   */
  readonly take: (key: string, cost: number) => Awaitable<LimitAnswer>;
}
