/** A valid access token: what it was issued for. */
export interface AccessToken {
  /** The resource owner. `undefined` if the client acts for itself. */
  readonly subject: string | undefined;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** The resources that the token is for: its audience. Empty if the policy has no resources. */
  readonly resources: readonly string[];
  /** The grant of the token. `undefined` if whoever checks the token does not learn it. */
  readonly grantId: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** When the token was issued, in seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}
