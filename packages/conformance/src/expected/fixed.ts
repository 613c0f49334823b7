import { type CodeRecord, type ConsentKeys, consentKeysOf, hashCode } from '@codegrant/core';
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
  authTime: fixedNow - 10,
  expiresAt: fixedNow + 60,
};
