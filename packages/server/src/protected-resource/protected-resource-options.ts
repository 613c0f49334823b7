import type { ServerEvent } from '../events/events.ts';
import type { TokenFinder } from '../ports/tokens.ts';

/** The options of a protected resource: an API that clients call with an access token. */
export interface ProtectedResourceOptions {
  /**
   * Finds access tokens: the authorization server if it is in the same process, `introspectedTokens` if it is on
   * another machine, or any object with a `find` function.
   */
  readonly tokens: TokenFinder;
  /**
   * The URI that clients use for the API: an https URI, or an http URI on loopback, without a fragment. Access tokens
   * must be for this URI. If `tokens` is an authorization server whose policy has `resources`, it must be one of them. The metadata of the API is served below `/.well-known/oauth-protected-resource`. Default:
   * none, so the API accepts tokens for any resource, and has no metadata.
   */
  readonly resource?: string | undefined;
  /**
   * `accept` accepts access tokens that are for no resource. An authorization server issues such tokens if its policy
   * has no `resources`. The API still refuses tokens for other resources. Default: a token must be for `resource`.
   */
  readonly tokensWithoutResource?: 'accept' | undefined;
  /**
   * The issuers whose access tokens the API accepts. The metadata lists these issuers, so that clients can find the
   * authorization server. If `tokens` is an authorization server, the list must contain its issuer. Default: none.
   */
  readonly authorizationServers?: readonly string[] | undefined;
  /**
   * Every scope that a request to the API may need. The metadata lists these scopes. If a route needs another scope,
   * its check throws at startup. Default: none, so a route may need any scope.
   */
  readonly scopes?: readonly string[] | undefined;
  /** The name of the API for users. The metadata contains this name. Default: none. */
  readonly name?: string | undefined;
  /** The `realm` in the header `WWW-Authenticate`: visible ASCII characters and spaces. Default: none. */
  readonly realm?: string | undefined;
  /** How long `tokens.find` may take, in milliseconds: 1 to 600000. Default: 10000. */
  readonly portTimeoutMilliseconds?: number | undefined;
  /**
   * Receives an event for each refused request, and a `failed` event if `tokens.find` fails. The `endpoint` of these
   * events is `protectedResource`. This function must not throw. Default: failures are printed with `console.error`.
   */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
  readonly now?: (() => number) | undefined;
}
