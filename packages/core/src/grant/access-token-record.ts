import { sha256, type Sha256 } from '../crypto/digest.ts';

/** The record of an opaque access token in a store. The token itself is not stored. The record is flat, so it fits any database. */
export interface AccessTokenRecord {
  /** The key of the record: the SHA-256 hash of the access token, in base64url. */
  readonly tokenHash: string;
  /** The identifier of the grant of the token. `grantId` and `subject` together are the key of the grant. */
  readonly grantId: string;
  /** The subject of the grant. `undefined` if the client acts for itself. Such a token has no grant. */
  readonly subject: string | undefined;
  readonly clientId: string;
  /** The scope of the token: scope tokens with one space between them. Empty if the token has no scope. */
  readonly scope: string;
  /** The resources that the token is for, with one space between them. `undefined` only if the policy has no resources. */
  readonly resources: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** When the token was issued, in seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
  /** The time from which the token is invalid, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/**
 * The hash of an access token, which is the key of its record.
 *
 * @returns 43 base64url characters
 */
export const hashAccessToken = (accessToken: string, hash: Sha256 = sha256): string => hash(accessToken);
