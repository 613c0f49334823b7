import type { Policy } from '../settings/policy.ts';
import type { GrantRecord } from './grant-record.ts';
import type { RefreshTokenRecord } from './refresh-token-record.ts';

/** What a store keeps of a grant. */
export interface KeptGrant {
  readonly grantRecord: GrantRecord;
  /** The refresh token that the client can use from now on. `undefined` if it has none. */
  readonly tokenRecord: RefreshTokenRecord | undefined;
}

/** What a store keeps of a refresh token that a client can use from now on. */
export interface KeptRefreshToken extends KeptGrant {
  readonly tokenRecord: RefreshTokenRecord;
}

/**
 * The records of a refresh token. A token expires if it is not used, and never later than its grant.
 *
 * @param since from when on the token is idle, in seconds since 1970-01-01T00:00:00Z
 */
export const keptRefreshToken = (
  tokenHash: string,
  grantRecord: GrantRecord,
  { refreshTokenIdleSeconds }: Policy,
  since: number,
): KeptRefreshToken => {
  const { grantId, subject, expiresAt } = grantRecord;
  return {
    grantRecord,
    tokenRecord: { tokenHash, grantId, subject, expiresAt: Math.min(since + refreshTokenIdleSeconds, expiresAt) },
  };
};
