import type { CodeRecord } from '../code/code-record.ts';
import type { Sha256 } from '../crypto/digest.ts';
import type { Entropy } from '../crypto/entropy.ts';
import { encodeBase64url } from '../encoding/base64url.ts';
import type { Policy } from '../settings/policy.ts';
import { grantIdOf } from './grant-id.ts';
import type { GrantRecord } from './grant-record.ts';
import { type KeptRefreshToken, keptRefreshToken } from './kept-refresh-token.ts';
import { hashRefreshToken } from './refresh-token-record.ts';

/** A refresh token for the client, and what the store keeps of it. */
export interface IssuedRefreshToken {
  readonly refreshToken: string;
  readonly kept: KeptRefreshToken;
}

const grantRecordOf = (
  { codeHash, subject, clientId, scope, resources, authTime }: CodeRecord,
  { refreshTokenLifetimeSeconds }: Policy,
  now: number,
): GrantRecord => ({
  grantId: grantIdOf(codeHash),
  subject,
  clientId,
  scope,
  resources,
  authTime,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: now + refreshTokenLifetimeSeconds,
});

/**
 * The first refresh token of a grant: 43 base64url characters from 32 random bytes (RFC 6749 §10.10).
 *
 * @param record the code that the client has redeemed
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const firstRefreshToken = (
  record: CodeRecord,
  policy: Policy,
  now: number,
  entropy: Entropy,
  sha256: Sha256 | undefined,
): IssuedRefreshToken => {
  const refreshToken = encodeBase64url(entropy.subarray(0, 32));
  const grantRecord = grantRecordOf(record, policy, now);
  return {
    refreshToken,
    kept: keptRefreshToken(hashRefreshToken(refreshToken, sha256), grantRecord, policy, now),
  };
};
