import { type CodeRecord, hashCode } from '@codegrant/core';

/** The time at which every vector plays, in seconds since 1970-01-01T00:00:00Z. */
export const fixedNow = 1_700_000_000;

/** What stands for randomness in every vector. */
export const fixedEntropy = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);

/** The key that consent tokens are sealed with. */
export const fixedConsentKey: Uint8Array = new Uint8Array(32).fill(7);

/** The key that they were sealed with before; they still open. */
export const previousConsentKey: Uint8Array = new Uint8Array(32).fill(6);

/** A key from before that, which was taken away. */
export const removedConsentKey: Uint8Array = new Uint8Array(32).fill(5);

/** The code that every redemption vector redeems. */
export const fixedCode = 'SplxlOBeZQQYbYS6WxSbIA';

/** What the store holds under {@link fixedCode}, where a vector says nothing else. The challenge is that of RFC 7636 appendix B. */
export const plainRecord: CodeRecord = {
  codeHash: hashCode(fixedCode),
  clientId: 'web',
  redirectUri: 'https://web.example/callback',
  subject: 'user-1',
  scope: 'read',
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  codeChallengeMethod: 'S256',
  authTime: fixedNow - 10,
  expiresAt: fixedNow + 60,
};
