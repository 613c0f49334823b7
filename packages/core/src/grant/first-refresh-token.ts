import type { Sha256 } from '../crypto/digest.ts';
import type { Entropy } from '../crypto/entropy.ts';
import { randomString } from '../crypto/random-string.ts';
import type { Policy } from '../settings/policy.ts';
import type { GrantRecord } from './grant-record.ts';
import { type KeptRefreshToken, keptRefreshToken } from './kept-refresh-token.ts';
import { hashRefreshToken } from './refresh-token-record.ts';

/** A refresh token for the client, and what the store keeps of it. */
export interface IssuedRefreshToken {
  readonly refreshToken: string;
  readonly kept: KeptRefreshToken;
}

/**
 * The first refresh token of a grant: 43 base64url characters from 32 random bytes (RFC 6749 §10.10).
 *
 * @param grantRecord the new grant
 */
export const firstRefreshToken = (
  grantRecord: GrantRecord,
  policy: Policy,
  entropy: Entropy,
  sha256: Sha256 | undefined,
): IssuedRefreshToken => {
  const refreshToken = randomString(entropy);
  return {
    refreshToken,
    kept: keptRefreshToken(hashRefreshToken(refreshToken, sha256), grantRecord, policy, grantRecord.createdAt),
  };
};
