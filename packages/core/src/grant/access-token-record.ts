import { sha256, type Sha256 } from '../crypto/digest.ts';

/** The record of an opaque access token in a store. The token itself is not stored. It is flat, so it fits any database. */
export interface AccessTokenRecord {
  /** The SHA-256 of the access token in base64url: the key of the record. */
  readonly tokenHash: string;
  /** The grant of the token. Together with `subject` it is the key of the grant. */
  readonly grantId: string;
  /** The subject of the grant. `undefined` if the client acts for itself: there is no grant then. */
  readonly subject: string | undefined;
  readonly clientId: string;
  /** The scope of the token: scope tokens with one space between them. Empty if it has none. */
  readonly scope: string;
  /** The resources that the token is for, with one space between them. `undefined` only if the policy had none. */
  readonly resources: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. From then on the token is not valid. */
  readonly expiresAt: number;
}

/**
 * The hash of an access token, which is the key of its record.
 *
 * @returns 43 base64url characters
 */
export const hashAccessToken = (accessToken: string, hash: Sha256 = sha256): string => hash(accessToken);
