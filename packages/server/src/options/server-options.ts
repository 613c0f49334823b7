import type { Pages, PolicySettings, Sha256 } from '@codegrant/core';
import type { ServerEvent } from '../events/events.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Clients } from '../ports/clients.ts';
import type { Consents } from '../ports/consents.ts';
import type { ServedGrantType } from '../grant-types/served-grant-type.ts';
import type { ClientAssertions } from './client-assertions.ts';
import type { ClientSource } from '../client-sources/client-source.ts';
import type { Grants } from '../ports/grants.ts';
import type { ServerLimits } from '../ports/limits.ts';
import type { Owners } from '../ports/owners.ts';
import type { StoragePorts, StoredPorts } from '../ports/storage-ports.ts';
import type { Store } from '../ports/store.ts';
import type { Tokens } from '../ports/tokens.ts';
import type { OptionalEndpoint } from './optional-endpoint.ts';
import type { Paths } from './paths.ts';
import type { RequestType } from './request-types.ts';

/**
 * The options of an authorization server.
 *
 * `clients`, `owner`, `tokens`, `store`, `consents`, `grants` and `accessTokens` are ports. Each function of a port may
 * return its result or a promise of the result. If the function throws, or returns an invalid result, the server
 * answers with an error and reports the failure. If the function cannot answer at the moment, throw a
 * {@link TemporarilyUnavailable}.
 */
export interface ServerOptions<Context> {
  /** The issuer, the scopes, and what clients may do: see `definePolicy`. Required. */
  readonly policy: PolicySettings;
  /**
   * The registered clients: {@link clientList}, or a lookup in your database. Required, unless `storage` has `clients`,
   * `clientSources` has a source, or `endpoints` has `registration(…)`.
   */
  readonly clients?: Clients | undefined;
  /** Finds the signed-in user in your sessions. Required. */
  readonly owner: Owners<Context>;
  /**
   * Issues, finds and revokes access tokens in place of the server. Default: {@link opaqueTokens} with the ports
   * `accessTokens` and `grants`. These access tokens are valid for `accessTokenLifetimeSeconds` of the policy.
   */
  readonly tokens?: Tokens | undefined;
  /**
   * The keys that sign consent tokens and make refresh tokens: at least 32 random bytes each. The first key signs, and
   * every key verifies. To rotate keys, append the new key in every process, and then move the new key to the front in
   * every process. When both `policy.consentLifetimeSeconds` and `policy.refreshTokenReuseSeconds` have passed since
   * then, remove the old key. The first key also makes the `subjectHash` of events. Use the same keys on every machine
   * that serves these endpoints. Required.
   */
  readonly consentKeys: readonly Uint8Array[];
  /**
   * The sign-in page: a path on this server, or an https URL. The parameter `return_to` contains the path to which the
   * page redirects the browser after sign-in. Validate this path with {@link returnPath}. Default: `/sign-in`.
   */
  readonly signInUrl?: string | undefined;
  /**
   * Your own consent page: a path on this server, or an https URL. The server passes the consent token in the parameter
   * `consent_token`. The page reads the request at `paths.consent` + `/{consent_token}`, and posts the answer to
   * `paths.grants`. Default: the consent page of `pages`.
   */
  readonly consentUrl?: string | undefined;
  /**
   * The prefix that a proxy or a router removes from the path before a request reaches this server, such as `/auth`.
   * The server adds the prefix to every URL that it sends: to `paths`, and to `signInUrl` and `consentUrl` if they are
   * paths. `/` means that nothing is removed: set `/` if the issuer has a path and the endpoints are outside that path.
   * Default: nothing is removed.
   */
  readonly basePath?: string | undefined;
  /**
   * The paths of the endpoints, in full, but without `basePath`. Default: `/oauth/authorize`, `/oauth/consent`,
   * `/oauth/grants`, `/oauth_grants`, `/oauth/token`, `/oauth/revoke`, `/oauth/introspect`,
   * `/.well-known/oauth-authorization-server`, `/oauth/jwks`. `grantList` may have the same path as `grants`.
   */
  readonly paths?: Partial<Paths> | undefined;
  /**
   * Additional endpoints, each imported from this package: {@link revocation}, {@link introspection},
   * {@link grantList}. The metadata lists `revocation` and `introspection`. Default: none.
   */
  readonly endpoints?: readonly OptionalEndpoint[] | undefined;
  /**
   * The origins whose pages may read the metadata, the public keys, the token responses and the responses to
   * revocations. Write each origin as a browser sends it, such as `https://app.example`. An empty list allows no
   * origin. Default: every origin, because these endpoints read no cookies.
   */
  readonly corsOrigins?: readonly string[] | undefined;
  /**
   * The types of request bodies that the token endpoint, the revocation endpoint and the introspection endpoint accept:
   * `form`, or also `json`. A JSON body is an object whose members are the parameters and whose values are strings. The
   * standard has only forms, but the SDKs of some APIs send JSON. `form` must be in the list. Default: `['form']`.
   */
  readonly tokenRequestTypes?: readonly RequestType[] | undefined;
  /** Stores codes and the answers to consent requests. Default: {@link memoryStore}, for a server with one process. */
  readonly store?: Store | undefined;
  /**
   * Remembers the scopes that users have allowed. Default: {@link memoryConsents}, which loses its contents when the
   * process ends.
   */
  readonly consents?: Consents | undefined;
  /**
   * Stores grants and refresh tokens. Default: {@link memoryGrants}, for a server with one process. Required with the
   * option `store`, unless `tokens` is set, the policy issues no refresh tokens, and `endpoints` does not contain
   * {@link grantList}.
   */
  readonly grants?: Grants | undefined;
  /**
   * Stores the server's own access tokens. If `tokens` is set, the server does not use this port. Default:
   * {@link memoryAccessTokens}, for a server with one process. Required with the option `store`, unless `tokens` is
   * set.
   */
  readonly accessTokens?: AccessTokens | undefined;
  /**
   * The ports that keep their data in a database: write `...sqlStore(db)` of `@codegrant/sql`. For two databases, write
   * a list, such as
   * `storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })]`. The
   * server throws if two sources provide the same port. If `storage` contains `clients`, omit the option `clients`.
   * Default: none.
   */
  readonly storage?: StoragePorts | readonly StoredPorts[] | undefined;
  /**
   * The grant types of the server besides `authorization_code` and `refresh_token`: `clientCredentials`, and your own grant types, such as the
   * device flow: `extensionGrant(name, function)`. The metadata lists their names. A client can use a grant type only if the `grant_types` of
   * the client contain its name. Default: none.
   */
  readonly grantTypes?: readonly ServedGrantType[] | undefined;
  /**
   * Clients besides those of `clients`, each source imported from a package: client metadata documents, and clients that register
   * themselves. If a `client_id` is in `clients` too, the registration in `clients` counts. Default: none.
   */
  readonly clientSources?: readonly ClientSource[] | undefined;
  /**
   * Lets clients authenticate with a private key (`private_key_jwt`, RFC 7523). Set this option to what `privateKeyJwt` of
   * `@codegrant/client-assertions` returns. Default: clients authenticate with a secret, or are public.
   */
  readonly clientAssertions?: ClientAssertions | undefined;
  /**
   * Limits how often a caller may do what is expensive or dangerous: register a client, have a client metadata document fetched, send a
   * wrong client secret. It is what `memoryLimits` or `redisLimits` of `@codegrant/limits` returns, or {@link defineLimits} over a function of
   * your own. Default: no limits.
   */
  readonly limits?: ServerLimits<Context> | undefined;
  /**
   * How long a function of a port may take, in milliseconds: 1 to 600000. If the function takes longer, the client receives
   * `temporarily_unavailable`, or the response has the status 503. The server ignores a later result of the function. Default: 10000.
   */
  readonly portTimeoutMilliseconds?: number | undefined;
  /**
   * The consent page, the error page, and the page that redirects to the client. Default: pages in English, without
   * scripts.
   */
  readonly pages?: Partial<Pages> | undefined;
  /**
   * Receives an event for the outcome of each request, before the response is sent. The server does not wait for this
   * function. If the function throws, the error goes to `console.error`. Default: `failed` events go to `console.error`
   * with their cause, and no other events are reported.
   */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. The server drops fractions. Default: the system clock. */
  readonly now?: (() => number) | undefined;
  /**
   * Returns `length` cryptographically random bytes, synchronously. Default: the platform's `crypto.getRandomValues`.
   * The server then asks for 4 KiB at a time.
   */
  readonly random?: ((length: number) => Uint8Array) | undefined;
  /**
   * A synchronous SHA-256 function: returns the hash of a string as 43 base64url characters. Default: the function of
   * `node:crypto` if the platform has it, otherwise an implementation in plain JavaScript.
   */
  readonly sha256?: Sha256 | undefined;
}
