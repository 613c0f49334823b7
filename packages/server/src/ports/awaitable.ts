/** A value, now or later. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Whether a value comes later. As `await` does, it takes whatever has a `then` for a promise. */
export const isPromise = <Value>(value: Awaitable<Value>): value is Promise<Value> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  'then' in value &&
  typeof value.then === 'function';

/** What `use` makes of a value: at once if the value is there, and later if it comes later. */
export const whenGiven = <Value, Result>(given: Awaitable<Value>, use: (value: Value) => Result): Awaitable<Result> =>
  isPromise(given) ? Promise.resolve(given).then(use) : use(given);
