import type { RefreshTokenRecord, RefreshTokenUse } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import type { Grants } from '../ports/grants.ts';
import { expiredDropper } from './drop-expired.ts';
import { grantIndex } from './grant-index.ts';

interface KeptRefreshToken {
  readonly record: RefreshTokenRecord;
  readonly use: RefreshTokenUse | undefined;
}

/** A {@link memoryGrants} over a clock that is checked already. */
export const grantsWith = (clock: Clock): Grants => {
  const index = grantIndex();
  const tokens = new Map<string, KeptRefreshToken>();
  const dropTokens = expiredDropper(tokens, ({ record }) => record.expiresAt);
  const keep = (tokenHash: string, kept: KeptRefreshToken): void => {
    // At the end: it now expires later than those that were saved before.
    tokens.delete(tokenHash);
    tokens.set(tokenHash, kept);
  };
  return {
    saveGrant: (record) => index.save(record, clock()),
    findGrant: index.find,
    listGrants: index.list,
    revokeGrant: (subject, grantId, until) => index.revoke(subject, grantId, until, clock()),
    saveRefreshToken: (record) => {
      dropTokens(clock());
      keep(record.tokenHash, { record, use: tokens.get(record.tokenHash)?.use });
    },
    findRefreshToken: (tokenHash) => {
      const kept = tokens.get(tokenHash);
      return kept && { record: kept.record, used: kept.use !== undefined };
    },
    useRefreshToken: (tokenHash, use) => {
      const kept = tokens.get(tokenHash);
      if (kept === undefined) return undefined;
      const recorded = kept.use ?? use;
      tokens.set(tokenHash, { record: kept.record, use: recorded });
      return recorded;
    },
  };
};

/**
 * Grants and refresh tokens in the memory of this process, for a server that is one process. They are lost when the process ends,
 * and users must sign in again in every app. Each method is atomic because JavaScript runs one function at a time.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's, or refresh tokens are forgotten too early.
 *   Default: the system's
 * @throws {InvalidSettings} if the clock does not return seconds
 */
export const memoryGrants = (now: Clock = systemNow): Grants => grantsWith(clockOf('memoryGrants', now));
