import type { AccessTokenRecord } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import { expiredDropper } from './drop-expired.ts';

/** A {@link memoryAccessTokens} over a clock that is checked already. */
export const accessTokensWith = (clock: Clock): AccessTokens => {
  const records = new Map<string, AccessTokenRecord>();
  const drop = expiredDropper(records, ({ expiresAt }) => expiresAt);
  return {
    saveAccessToken: (record) => {
      drop(clock());
      records.set(record.tokenHash, record);
    },
    findAccessToken: (tokenHash) => records.get(tokenHash),
    revokeAccessToken: (tokenHash) => void records.delete(tokenHash),
  };
};

/**
 * Access tokens in the memory of this process, for a server that is one process. They are lost when the process ends.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's. Default: the system's
 * @throws {InvalidSettings} if the clock does not return seconds
 */
export const memoryAccessTokens = (now: Clock = systemNow): AccessTokens =>
  accessTokensWith(clockOf('memoryAccessTokens', now));
