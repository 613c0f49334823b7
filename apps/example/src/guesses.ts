import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Limits how often a password is guessed. */
export interface Guesses {
  /**
   * Counts an attempt, before the password is checked: attempts that are sent at the same time count too.
   *
   * @returns `undefined` if the attempt may go on, or how long the user must wait, in seconds
   */
  readonly count: (userName: string) => Promise<number | undefined>;
  /** Forgets the attempts, because the password was right. */
  readonly forget: (userName: string) => Promise<void>;
}

const limit = { points: 10, duration: 15 * 60 }; // attempts, seconds

/**
 * Ten attempts for each user name in 15 minutes, whether the user exists or not. A server on the internet also limits
 * the attempts from one network, so that nobody tries one password with every name.
 */
export const limitedGuesses = (): Guesses => {
  const limiter = new RateLimiterMemory(limit);
  return {
    count: async (userName) => {
      try {
        await limiter.consume(userName);
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000);
        throw refused;
      }
    },
    forget: async (userName) => void (await limiter.delete(userName)),
  };
};
