/**
 * The record of a grant in a store: what one user allowed to one client at one time. The record is flat, with strings and
 * numbers, so it fits any database.
 */
export interface GrantRecord {
  /** Identifies the grant: a UUID. */
  readonly grantId: string;
  readonly subject: string;
  readonly clientId: string;
  /** The granted scope: tokens with one space between them. */
  readonly scope: string;
  /** The granted resources, with one space between them. `undefined` only if the policy has no resources. */
  readonly resources: string | undefined;
  /** The further parameters of the authorization request, as JSON. `undefined` if the policy has no `authorizationParameters`. */
  readonly parameters?: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** When the client redeemed its code, in seconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  /** When the client last received tokens for the grant, in seconds since 1970-01-01T00:00:00Z. */
  readonly lastUsedAt: number;
  /** The time from which no refresh token of the grant is valid, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}
