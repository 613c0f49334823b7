/** Which client assertions the server accepts. */
export interface AssertionSettings {
  /** The accepted values of `alg` (RFC 7515 §4.1.1). */
  readonly algorithms: readonly string[];
  /** The accepted values of `aud`: the issuer, and the URL of the token endpoint if the operator accepts it. */
  readonly audiences: readonly [issuer: string, ...others: string[]];
  /** How long an assertion may be valid, in seconds. */
  readonly maxLifetimeSeconds: number;
}
