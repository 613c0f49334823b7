import { hashCode } from '@codegrant/core';
import type { TokenGrant, Tokens } from './ports.ts';
import { systemNow, systemRandom } from './system.ts';

/** What an access token stands for. */
export interface AccessToken extends TokenGrant {
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** Tokens that can be looked up. */
export interface MemoryTokens extends Tokens {
  /** What a token that a client shows stands for; `undefined` if it is unknown, expired or taken back. */
  readonly find: (accessToken: string) => AccessToken | undefined;
}

const dropFront = <Entry>(entries: Map<string, Entry>, isOver: (entry: Entry) => boolean): void => {
  for (const [key, entry] of entries) {
    if (!isOver(entry)) return;
    entries.delete(key);
  }
};

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Opaque access tokens in this process's memory. Only their hashes are kept.
 *
 * @param lifetimeSeconds how long a token is good for, in seconds. Default: 3600
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's
 * @example
 * const tokens = memoryTokens(600);
 * tokens.find('no-such-token'); // undefined
 */
export const memoryTokens = (lifetimeSeconds = 3600, now: () => number = systemNow): MemoryTokens => {
  const issued = new Map<string, AccessToken>();
  const revokedUntil = new Map<string, number>();
  const dropExpired = (): void => {
    // Every token lives equally long, so whatever has expired is at the front.
    dropFront(issued, ({ expiresAt }) => expiresAt <= now());
    dropFront(revokedUntil, (until) => until <= now());
  };
  return {
    issue: (grant) => {
      dropExpired();
      const accessToken = toHex(systemRandom(32));
      issued.set(hashCode(accessToken), { ...grant, expiresAt: now() + lifetimeSeconds });
      return { accessToken, expiresIn: lifetimeSeconds };
    },
    revoke: (grantId) => {
      dropExpired();
      // Kept by grant, not by token: a token of the grant may be under way.
      revokedUntil.set(grantId, now() + lifetimeSeconds);
    },
    find: (accessToken) => {
      const token = issued.get(hashCode(accessToken));
      return token !== undefined && token.expiresAt > now() && !revokedUntil.has(token.grantId) ? token : undefined;
    },
  };
};
