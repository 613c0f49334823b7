import { InvalidSettings } from '@codegrant/core';
import { ignoreRejection } from './ignore-rejection.ts';
import { isTime } from './is-time.ts';

/** The current time, in seconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

const notSeconds = 'now must return seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.';

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
    if (!isTime(time)) throw new TypeError(notSeconds);
    return Math.floor(time);
  };

/** Returns the problem of a clock, found by one call. */
export const clockProblems = (now: Clock): readonly string[] => {
  try {
    wholeSeconds(now)();
    return [];
  } catch {
    return [notSeconds];
  }
};

/**
 * The clock of a port that deletes what has expired, in whole seconds.
 *
 * @param what the port, for the error
 * @throws {InvalidSettings} if the clock returns anything but seconds: in milliseconds, every lifetime would be over
 *   within a second
 */
export const clockOf = (what: string, now: Clock): Clock => {
  const problems = clockProblems(now);
  if (problems.length > 0) throw new InvalidSettings(what, problems);
  return wholeSeconds(now);
};
