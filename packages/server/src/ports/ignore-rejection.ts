import { isPromise } from './awaitable.ts';

/** Ignores the rejection of a promise where none is allowed, so that it does not end the process. Returns the value. */
export const ignoreRejection = <Value>(value: Value): Value => {
  if (isPromise<unknown>(value)) Promise.resolve(value).catch(() => {});
  return value;
};
