import { hashCode, InvalidSettings } from '@codegrant/core';
import { systemNow, systemRandom } from '../platform/system.ts';
import { clockOf } from '../ports/clock.ts';
import { platformSha256 } from '../ports/digest.ts';
import type { AccessToken, Tokens } from '../ports/tokens.ts';
import { expiredDropper } from './drop-expired.ts';

/** Tokens that an API can look up. */
export interface MemoryTokens extends Tokens {
  /** Returns what an access token was issued for, or `undefined` if it is unknown, expired or revoked. */
  readonly find: (accessToken: string) => AccessToken | undefined;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Opaque access tokens in the memory of this process. Only their hashes are kept.
 *
 * @param lifetimeSeconds the lifetime of a token, in seconds: 1 to 31536000 (one year). Default: 3600
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's
 * @throws {InvalidSettings} if the lifetime is out of range, or the clock does not return seconds
 * @example
 * const tokens = memoryTokens(600);
 * tokens.find('no-such-token'); // undefined
 */
export const memoryTokens = (lifetimeSeconds = 3600, now: () => number = systemNow): MemoryTokens => {
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > 31_536_000)
    throw new InvalidSettings('memoryTokens', [
      'lifetimeSeconds must be a whole number of seconds from 1 to 31536000.',
    ]);
  const clock = clockOf('memoryTokens', now);
  const sha256 = platformSha256();
  const issued = new Map<string, AccessToken>();
  const revokedUntil = new Map<string, number>();
  const dropTokens = expiredDropper(issued, ({ expiresAt }) => expiresAt);
  const dropRevocations = expiredDropper(revokedUntil, (until) => until);
  const dropOld = (): void => {
    dropTokens(clock());
    dropRevocations(clock());
  };
  return {
    issue: (grant) => {
      dropOld();
      const accessToken = toHex(systemRandom(32));
      // A token that is issued after the revocation also expires after it.
      if (!revokedUntil.has(grant.grantId))
        issued.set(hashCode(accessToken, sha256), {
          ...grant,
          issuedAt: clock(),
          expiresAt: clock() + lifetimeSeconds,
        });
      return { accessToken, expiresIn: lifetimeSeconds };
    },
    revoke: (grantId) => {
      dropOld();
      // By grant, not by token: a token of the grant may be issued at the same time.
      revokedUntil.set(grantId, clock() + lifetimeSeconds);
    },
    find: (accessToken) => {
      const token = issued.get(hashCode(accessToken, sha256));
      return token !== undefined && token.expiresAt > clock() && !revokedUntil.has(token.grantId ?? '')
        ? token
        : undefined;
    },
  };
};
