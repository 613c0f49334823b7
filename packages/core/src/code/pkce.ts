import { sha256, type Sha256 } from '../crypto/digest.ts';
import { equalInConstantTime } from '../crypto/equal-in-constant-time.ts';
import { isUnreserved43To128 } from '../encoding/characters.ts';
import { type CodeChallengeMethod, isCodeChallengeMethod } from './code-challenge-method.ts';

/** A code challenge and its method (RFC 7636 §4.2). */
export interface CodeChallenge {
  readonly method: CodeChallengeMethod;
  readonly value: string;
}

/**
 * Whether a value is a valid challenge of that method. BASE64URL of a SHA-256 without padding has exactly 43
 * characters.
 */
export const isCodeChallenge = (method: CodeChallengeMethod, value: string): boolean => {
  switch (method) {
    case 'S256':
      return /^[A-Za-z0-9_-]{43}$/.test(value);
    case 'plain':
      return isUnreserved43To128(value);
  }
};

const challengeOf = (method: CodeChallengeMethod, verifier: string, hash: Sha256): string => {
  switch (method) {
    case 'S256':
      return hash(verifier);
    case 'plain':
      return verifier;
  }
};

/**
 * Whether a code verifier matches a code challenge, compared in constant time.
 *
 * @param hash the platform's synchronous SHA-256. Default: one in plain JavaScript
 * @returns false also for a verifier that is not 43 to 128 unreserved characters.
 * @see RFC 7636 §4.1 and §4.6
 * @example
 * verifyCodeVerifier(
 *   { method: 'S256', value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' },
 *   'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
 * ); // true: the vector of RFC 7636 appendix B
 */
export const verifyCodeVerifier = (challenge: CodeChallenge, verifier: string, hash: Sha256 = sha256): boolean =>
  // If the store returns an unknown method, the challenge is lost and no verifier is accepted.
  isCodeChallengeMethod(challenge.method) &&
  isUnreserved43To128(verifier) &&
  equalInConstantTime(challengeOf(challenge.method, verifier, hash), challenge.value);
