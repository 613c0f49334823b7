/** A value, or a promise of it. */
export type Awaitable<Value> = Value | Promise<Value>;

const isObject = (value: unknown): value is { readonly then?: unknown } =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Whether `await` would wait for a value: a promise, or any object or function with a `then` method. Like `await`, it reads
 * `then` instead of asking for it, because a proxy may answer the one and not the other.
 */
export const isPromise = <Value>(value: Awaitable<Value>): value is Promise<Value> =>
  value instanceof Promise || (isObject(value) && typeof value.then === 'function');

/**
 * Applies `map` to a value: synchronously, unless the value is a promise. An async function in place of `then` would make one
 * more object to wait with.
 */
export const mapAwaitable = <Value, Result>(
  given: Awaitable<Value>,
  map: (value: Value) => Awaitable<Result>,
): Awaitable<Result> => (isPromise(given) ? Promise.resolve(given).then(map) : map(given));
