import { sha256, type Sha256 } from '../crypto/digest.ts';
import type { CodeChallengeMethod } from './code-challenge-method.ts';

/** RFC 6749 §4.1.2: how long a code may be valid at most, in seconds. */
export const maxCodeLifetimeSeconds = 600;

/**
 * The record of a code in a store: everything that the token endpoint checks, and the hash of the code. The code itself
 * is not stored. The record is flat, with strings and numbers, so it fits any database.
 */
export interface CodeRecord {
  /** The key of the record: the SHA-256 hash of the code, in base64url. The server makes the identifier of the grant from this hash. */
  readonly codeHash: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly subject: string;
  /** The granted scope: tokens with one space between them. */
  readonly scope: string;
  /** `undefined` only with the method `none`. */
  readonly codeChallenge: string | undefined;
  /** `none` if the authorization request had no challenge. A record without a method has lost its method. */
  readonly codeChallengeMethod: CodeChallengeMethod | 'none';
  /**
   * The granted resources, as the policy spells them: URIs with one space between them. `undefined` only if the policy has no
   * resources. If the policy has resources, a record without resources has lost its resources.
   */
  readonly resources: string | undefined;
  /**
   * The further parameters of the authorization request, as JSON: see `authorizationParameters` of the policy. `undefined` only if the
   * policy has no `authorizationParameters`. If the policy has this setting, a record without parameters has lost its parameters.
   */
  readonly parameters?: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** The time from which the code is invalid, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/**
 * The hash of a code, which is the key of its record.
 *
 * @returns 43 base64url characters
 */
export const hashCode = (code: string, hash: Sha256 = sha256): string => hash(code);
