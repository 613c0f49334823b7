import { type AccessToken, hashCode } from '@codegrant/core';
import { platformSha256 } from '../ports/digest.ts';

/** Valid tokens that are remembered for a short time. */
export interface TokenCache {
  readonly find: (accessToken: string, now: number) => AccessToken | undefined;
  readonly keep: (accessToken: string, token: AccessToken, now: number) => void;
}

interface Kept {
  readonly token: AccessToken;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly until: number;
}

/** As many as one machine serves in some minutes. They take a few megabytes. */
const mostTokens = 10_000;

/** Remembers nothing. */
const noCache: TokenCache = { find: () => undefined, keep: () => {} };

/**
 * Remembers valid tokens by their hash, for this time and not after they expire. The oldest ones make room for new ones. Whatever is
 * not valid is not remembered: a client could send any number of such tokens.
 *
 * @param seconds 0 remembers nothing
 */
export const tokenCache = (seconds: number): TokenCache => {
  if (seconds === 0) return noCache;
  const sha256 = platformSha256();
  const kept = new Map<string, Kept>();
  return {
    find: (accessToken, now) => {
      const found = kept.get(hashCode(accessToken, sha256));
      return found !== undefined && found.until > now ? found.token : undefined;
    },
    keep: (accessToken, token, now) => {
      const key = hashCode(accessToken, sha256);
      // At the end: it now stays longer than those that were kept before.
      kept.delete(key);
      kept.set(key, { token, until: Math.min(now + seconds, token.expiresAt) });
      const [oldest] = kept.keys();
      if (kept.size > mostTokens && oldest !== undefined) kept.delete(oldest);
    },
  };
};
