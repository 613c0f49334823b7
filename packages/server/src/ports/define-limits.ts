import { InvalidSettings } from '@codegrant/core';
import { mapAwaitable } from './awaitable.ts';
import { guarded } from './guarded-call.ts';
import { hasMethod } from './has-method.ts';
import type { LimitAnswer, Limits, ServerLimits } from './limits.ts';
import { takeLimit } from './take-limit.ts';

/** Limits, and how callers are told apart. */
export interface LimitsSettings<Context> extends Limits {
  /**
   * Names the caller of a request, for example by its IP address. Only with it, wrong client secrets are limited: otherwise anybody could
   * lock out a client. Callers for whom it returns `undefined` count as one. Default: all callers count as one, and client secrets are not
   * limited.
   *
   * @param context what `owner.identify` gets
   */
  readonly callerOf?: ((context: Context) => string | undefined) | undefined;
}

const isAnswer = (answer: unknown): boolean => {
  if (typeof answer !== 'object' || answer === null) return false;
  const { allowed, retryAfterSeconds }: { allowed?: unknown; retryAfterSeconds?: unknown } = answer;
  return (
    allowed === true ||
    (allowed === false &&
      typeof retryAfterSeconds === 'number' &&
      Number.isSafeInteger(retryAfterSeconds) &&
      retryAfterSeconds >= 1)
  );
};

const checkedAnswer = (answer: LimitAnswer): LimitAnswer => {
  // The types say so too, but JavaScript has no types.
  if (!isAnswer(answer))
    throw new TypeError(
      'limits.take must return { allowed: true }, or { allowed: false, retryAfterSeconds } with a whole number of seconds from 1.',
    );
  return answer;
};

const checkedCaller = (given: unknown): string => {
  const caller = given ?? '';
  if (typeof caller !== 'string')
    throw new TypeError('limits.callerOf must return a string, or undefined for a caller that has no name.');
  return caller;
};

const check = <Context>(settings: LimitsSettings<Context>): void => {
  const problems = [
    ...(hasMethod(settings, 'take') ? [] : ['take must be a function.']),
    ...(['undefined', 'function'].includes(typeof settings.callerOf) ? [] : ['callerOf must be a function.']),
  ];
  if (problems.length > 0) throw new InvalidSettings('limits', problems);
};

const limitsOver = <Context>(settings: LimitsSettings<Context>, take: Limits['take']): ServerLimits<Context> => {
  const { callerOf } = settings;
  const keyOf = (action: string, context: Context): string =>
    callerOf === undefined ? action : `${action}:${checkedCaller(callerOf.call(settings, context))}`;
  return {
    take,
    keyOf,
    limitSecrets: (clientId, isRight, context) =>
      callerOf === undefined
        ? undefined
        : takeLimit(
            { take },
            `${keyOf('client-secret', context)}:${clientId}`,
            // Wrong secrets count at the moment when they are compared, so those that are sent at the same time count too.
            isRight ? 0 : 1,
            'The caller sent too many wrong secrets of the client.',
            clientId,
          ),
    within: (milliseconds) => limitsOver(settings, guarded('limits.take', take, milliseconds)),
  };
};

/**
 * Makes the option `limits` from a function of your own, for example over the rate limiter of your platform. `memoryLimits` and
 * `redisLimits` of `@codegrant/limits` make it too.
 *
 * @throws {InvalidSettings} if a setting is invalid
 * @example
 * const limits = defineLimits({
 *   take: async (key, cost) => {
 *     const wait = await addTo(key, cost);
 *     return wait === 0 ? { allowed: true } : { allowed: false, retryAfterSeconds: wait };
 *   },
 *   callerOf: (request) => request.socket.remoteAddress,
 * });
 */
export const defineLimits = <Context = unknown>(settings: LimitsSettings<Context>): ServerLimits<Context> => {
  check(settings);
  return limitsOver(settings, (key, cost) => mapAwaitable(settings.take(key, cost), checkedAnswer));
};
