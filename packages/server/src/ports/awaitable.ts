/** A value, or a promise of it. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Whether a value is a promise. Like `await`, it accepts any object or function that has a `then` method. */
export const isPromise = <Value>(value: Awaitable<Value>): value is Promise<Value> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  'then' in value &&
  typeof value.then === 'function';

/** Applies `map` to a value: synchronously, unless the value is a promise. */
export const mapAwaitable = <Value, Result>(
  given: Awaitable<Value>,
  map: (value: Value) => Result,
): Awaitable<Result> => (isPromise(given) ? Promise.resolve(given).then(map) : map(given));
