import {
  type AccessToken,
  type CodeRecord,
  type ConsentKeys,
  consentKeysOf,
  type GrantRecord,
  hashCode,
  hashRefreshToken,
  type RefreshTokenRecord,
} from '@codegrant/core';
import { grantIdOf } from '@codegrant/core/internal';
import { challenge } from '../vectors/pkce-example.ts';

/** The time of every vector, in seconds since 1970-01-01T00:00:00Z. */
export const fixedNow = 1_700_000_000;

/** The fixed random bytes of every vector. */
export const fixedEntropy = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);

/** The key that signs consent tokens. */
export const fixedConsentKey: Uint8Array = new Uint8Array(32).fill(7);

/** The previous signing key, which still verifies consent tokens. */
export const previousConsentKey: Uint8Array = new Uint8Array(32).fill(6);

/** An older signing key, which was removed. */
export const removedConsentKey: Uint8Array = new Uint8Array(32).fill(5);

/** The key that signs the client_ids of clients that registered themselves. */
export const fixedRegistrationKey: Uint8Array = new Uint8Array(32).fill(9);

/** The keys of every vector. */
export const fixedKeys: ConsentKeys = consentKeysOf([fixedConsentKey, previousConsentKey]);

/** The code that every redemption vector redeems. */
export const fixedCode = 'SplxlOBeZQQYbYS6WxSbIA';

/** The default record for {@link fixedCode} in the store. The challenge is the one of RFC 7636 appendix B. */
export const plainRecord: CodeRecord = {
  codeHash: hashCode(fixedCode),
  clientId: 'web',
  redirectUri: 'https://web.example/callback',
  subject: 'user-1',
  scope: 'read',
  codeChallenge: challenge,
  codeChallengeMethod: 'S256',
  resources: undefined,
  authTime: fixedNow - 10,
  expiresAt: fixedNow + 60,
};

/** The refresh token that every refresh vector uses. */
export const fixedRefreshToken = 'tGzv3JOkF0XG5Qx2TlKWIA';

/** The default grant of {@link fixedRefreshToken} in the store. */
export const plainGrant: GrantRecord = {
  grantId: grantIdOf(hashCode(fixedCode)),
  subject: 'user-1',
  clientId: 'refresh-web',
  scope: 'read write',
  resources: undefined,
  authTime: fixedNow - 5000,
  createdAt: fixedNow - 4000,
  lastUsedAt: fixedNow - 2000,
  expiresAt: fixedNow + 100_000,
};

/** The default record of {@link fixedRefreshToken} in the store. */
export const plainRefreshToken: RefreshTokenRecord = {
  tokenHash: hashRefreshToken(fixedRefreshToken),
  grantId: plainGrant.grantId,
  subject: plainGrant.subject,
  expiresAt: fixedNow + 1000,
};

/** The access token that vectors present. */
export const fixedAccessToken = 'mF_9.B5f-4.1JqM';

/** What {@link fixedAccessToken} was issued for by default. */
export const plainAccessToken: AccessToken = {
  subject: plainGrant.subject,
  clientId: plainGrant.clientId,
  scope: ['read', 'write'],
  resources: [],
  grantId: plainGrant.grantId,
  authTime: plainGrant.authTime,
  issuedAt: fixedNow - 300,
  expiresAt: fixedNow + 300,
};
