/**
 * How long a function of a port may take by default, in milliseconds. Clients of databases have limits of their own, often
 * of five seconds: their errors say more, so they come first. Proxies stop waiting after 30 to 60 seconds.
 */
export const defaultPortTimeout = 10_000;

/** A code that is issued later than this would have expired. */
const longestPortTimeout = 600_000;

/** Returns the problem of the option `portTimeoutMilliseconds`. */
export const portTimeoutProblems = (milliseconds: unknown): readonly string[] =>
  milliseconds === undefined ||
  (typeof milliseconds === 'number' &&
    Number.isInteger(milliseconds) &&
    milliseconds >= 1 &&
    milliseconds <= longestPortTimeout)
    ? []
    : [
        `portTimeoutMilliseconds must be a whole number of milliseconds from 1 to ${longestPortTimeout} (ten minutes). Default: ${defaultPortTimeout}.`,
      ];
