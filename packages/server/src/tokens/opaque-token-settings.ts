import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Grants } from '../ports/grants.ts';

/** The settings of `opaqueTokens`. */
export interface OpaqueTokenSettings {
  /** Where the tokens are kept, by their hashes. */
  readonly accessTokens: AccessTokens;
  /** Where the server keeps its grants: the same port. A token is valid only as long as its grant is. */
  readonly grants: Grants;
  /** How long a token is valid, in seconds: 1 to 86400 (one day). Default: 600. */
  readonly lifetimeSeconds?: number | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's. Default: the system's. */
  readonly now?: (() => number) | undefined;
}
