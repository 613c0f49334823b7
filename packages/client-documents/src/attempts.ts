import { LimitReached } from '@codegrant/server';
import { LRUCache } from 'lru-cache';

/** When URLs may be asked again that had no valid document. What was wrong is not kept. */
export interface Attempts {
  /** @throws {LimitReached} if a URL must not be asked yet */
  readonly check: (url: string, now: number) => void;
  readonly failed: (url: string, now: number) => void;
}

/**
 * Limits how often a URL is asked that has no valid document: whoever sends requests to this server could otherwise let it flood another.
 *
 * @param pauseSeconds how long a URL is not asked again
 * @param entries how many URLs are remembered at most
 */
export const attempts = (pauseSeconds: number, entries: number): Attempts => {
  const nextAt = new LRUCache<string, number>({ max: entries });
  return {
    check: (url, now) => {
      const waitSeconds = (nextAt.get(url) ?? now) - now;
      if (waitSeconds > 0)
        throw new LimitReached(`${url} had no valid document less than ${pauseSeconds} seconds ago.`, waitSeconds);
    },
    failed: (url, now) => {
      if (pauseSeconds > 0) nextAt.set(url, now + pauseSeconds);
    },
  };
};
