import { sha256, type Sha256 } from '../crypto/digest.ts';

/** The record of a refresh token in a store. The token itself is not stored. It is flat, so it fits any database. */
export interface RefreshTokenRecord {
  /** The SHA-256 of the refresh token in base64url: the key of the record. */
  readonly tokenHash: string;
  /** The grant of the token, which has everything else. */
  readonly grantId: string;
  /** The subject of the grant. Together with `grantId` it is the key of the grant. */
  readonly subject: string;
  /** In seconds since 1970-01-01T00:00:00Z. From then on the token cannot be used. */
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
  /** Random, so that nobody can make the successor from the old token and the key alone. */
  readonly salt: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly usedAt: number;
  /** The hash of the successor: it tells which key made it. */
  readonly successorHash: string;
}

/**
 * The hash of a refresh token, which is the key of its record.
 *
 * @returns 43 base64url characters
 */
export const hashRefreshToken = (refreshToken: string, hash: Sha256 = sha256): string => hash(refreshToken);
