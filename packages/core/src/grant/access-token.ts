/** An access token that is valid now: what it was issued for. */
export interface AccessToken {
  /** The resource owner. `undefined`: the client acts for itself, there is no resource owner. */
  readonly subject: string | undefined;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** Its audience: resources, spelt as in `resources` of the policy. Empty if the policy has none. */
  readonly resources: readonly string[];
  /** `undefined` if whoever checks the token is not told. */
  readonly grantId: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}
