import { base64urlSha256, type Sha256 } from '../crypto/digest.ts';
import type { CodeChallengeMethod } from './code-challenge-method.ts';

/**
 * What a store keeps of a code: all that its redemption is held against, and of the code itself only the hash.
 * Flat and made of strings and numbers, so that it fits any database.
 */
export interface CodeRecord {
  /** SHA-256 of the code, base64url: the record's key. It is also the grant's identifier in `tokens.issue` and `tokens.revoke`. */
  readonly codeHash: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly subject: string;
  /** The granted scope, tokens with one space between them. */
  readonly scope: string;
  readonly codeChallenge: string | undefined;
  readonly codeChallengeMethod: CodeChallengeMethod | undefined;
  /** In seconds since 1970-01-01T00:00:00Z, as given. */
  readonly authTime: number | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. From then on the code is worth nothing. */
  readonly expiresAt: number;
}

/** Under which hash a store knows a code. */
export const hashCode = (code: string, hash?: Sha256): string => base64urlSha256(code, hash);
