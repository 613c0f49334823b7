import type { ServerEvent } from '../events/events.ts';
import type { TokenFinder } from '../ports/tokens.ts';

/** The options of a protected resource: an API that clients call with an access token. */
export interface ProtectedResourceOptions {
  /**
   * Finds the access tokens: the authorization server if it is in the same process, `introspectedTokens` if it is on another machine, or
   * any object with a `find` function.
   */
  readonly tokens: TokenFinder;
  /**
   * The URI of the API, as clients know it: https, or http on loopback, without a fragment. Access tokens must be for it, and its metadata is served below `/.well-known/oauth-protected-resource`. Default: none, so tokens for any resource are
   * accepted, and there is no metadata.
   */
  readonly resource?: string | undefined;
  /**
   * Accepts access tokens that are for no resource in particular, as an authorization server issues them whose policy has no
   * `resources`. Tokens for other resources are refused all the same. Default: a token must be for `resource`.
   */
  readonly tokensWithoutResource?: 'accept' | undefined;
  /** The issuers whose access tokens the API accepts, for its metadata. Clients find the authorization server by it. Default: not told. */
  readonly authorizationServers?: readonly string[] | undefined;
  /**
   * Every scope that requests to the API may need, for its metadata. A request that needs another one is a mistake, which is found at
   * startup. Default: not told, so any scope may be needed.
   */
  readonly scopes?: readonly string[] | undefined;
  /** The name of the API for users, in its metadata. Default: none. */
  readonly name?: string | undefined;
  /** The `realm` of challenges, in visible ASCII characters and spaces. Default: none. */
  readonly realm?: string | undefined;
  /** How long `tokens.find` may take, in milliseconds: 1 to 600000. Default: 10000. */
  readonly portTimeoutMilliseconds?: number | undefined;
  /**
   * Receives an event for each request that is refused, with the endpoint `protectedResource`. It must not throw. Default: failures are
   * printed with `console.error`.
   */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
  readonly now?: (() => number) | undefined;
}
