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
   * @param key names the action and who acts, for example `register:192.0.2.1`. The part before the first colon names the action
   * @param cost a whole number. 0 asks whether an action with the cost 1 would be allowed now, and adds nothing
   * @returns whether the action is allowed. One that is not allowed may count or not
   */
  readonly take: (key: string, cost: number) => Awaitable<LimitAnswer>;
}

/** The option `limits`, which `defineLimits` makes. The bundle of a server without it does not contain it. */
export interface ServerLimits<Context> extends Limits {
  /**
   * The key of an action, with the caller if the operator names it.
   *
   * @example
   * limits.keyOf('register', request.context); // 'register:192.0.2.1'
   */
  readonly keyOf: (action: string, context: Context) => string;
  /**
   * Limits how often a caller sends a wrong secret of a client. A right secret is refused too once the limit is reached: otherwise the
   * answer would tell that the secret is right.
   *
   * @returns nothing. Throws or rejects with `LimitReached` if the limit is reached
   */
  readonly limitSecrets: (clientId: string, isRight: boolean, context: Context) => Awaitable<void>;
  /** Returns the same limits, whose calls take no longer than some milliseconds. */
  readonly within: (milliseconds: number) => ServerLimits<Context>;
}
