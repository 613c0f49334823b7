import { ignoreRejection } from './ignore-rejection.ts';
import { isTime } from './is-time.ts';

/** The current time, in seconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

/**
 * A clock in whole seconds, because times are written and read as digits only.
 *
 * @throws {TypeError} when it is called, if the clock returns anything but seconds: with milliseconds, everything would
 *   live a thousand times as long
 */
export const wholeSeconds =
  (now: Clock): Clock =>
  () => {
    const time = ignoreRejection(now());
    if (!isTime(time))
      throw new TypeError('now must return seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.');
    return Math.floor(time);
  };
