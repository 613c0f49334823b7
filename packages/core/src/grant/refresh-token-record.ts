import { sha256, type Sha256 } from '../crypto/digest.ts';

/** The record of a refresh token in a store. The token itself is not stored. The record is flat, so it fits any database. */
export interface RefreshTokenRecord {
  /** The key of the record: the SHA-256 hash of the refresh token, in base64url. */
  readonly tokenHash: string;
  /** The identifier of the grant of the token. The record of the grant has the client, the scope and the rest. */
  readonly grantId: string;
  /** The subject of the grant. `subject` and `grantId` together are the key of the grant. */
  readonly subject: string;
  /** The time from which the token is invalid, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** A refresh token that was found in a store. */
export interface FoundRefreshToken {
  readonly record: RefreshTokenRecord;
  /** Whether a use of the token is recorded. */
  readonly used: boolean;
}

/** The first use of a refresh token that rotates. */
export interface RefreshTokenUse {
  /** A random string. Without this string, nobody can make the successor from the old token and the key. */
  readonly salt: string;
  /** When the token was used, in seconds since 1970-01-01T00:00:00Z. */
  readonly usedAt: number;
  /** The hash of the successor. The server compares this hash to find the key that made the successor. */
  readonly successorHash: string;
}

/**
 * The hash of a refresh token, which is the key of its record.
 *
 * @returns 43 base64url characters
 */
export const hashRefreshToken = (refreshToken: string, hash: Sha256 = sha256): string => hash(refreshToken);
