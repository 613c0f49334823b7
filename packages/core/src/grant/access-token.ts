/** An access token that is valid now: what it was issued for. */
export interface AccessToken {
  /** The resource owner. `undefined`: the client acts for itself. */
  readonly subject: string | undefined;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** Its audience: the resources that it is for (RFC 8707). Empty if it is for no resource in particular. */
  readonly resources: readonly string[];
  /** `undefined` if whoever checks the token is not told. */
  readonly grantId: string | undefined;
  /** When the resource owner signed in. Like all times here, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
