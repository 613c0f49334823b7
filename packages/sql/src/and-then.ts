import type { Awaitable } from '@codegrant/server';

/** Whether a value is a promise, or an object with a `then` method. */
export const isPromise = <Value>(value: Awaitable<Value>): value is Promise<Value> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const afterPromise = async <Value, Result>(
  given: Promise<Value>,
  next: (value: Value) => Awaitable<Result>,
): Promise<Result> => next(await given);

/** Continues with a value: at once, unless it is a promise. So a synchronous client makes a synchronous port. */
export const andThen = <Value, Result>(
  given: Awaitable<Value>,
  next: (value: Value) => Awaitable<Result>,
): Awaitable<Result> => (isPromise(given) ? afterPromise(given, next) : next(given));

/** Takes steps one after another. */
export const inTurn = ([first, ...others]: readonly (() => Awaitable<unknown>)[]): Awaitable<void> =>
  first === undefined ? undefined : andThen(first(), () => inTurn(others));
