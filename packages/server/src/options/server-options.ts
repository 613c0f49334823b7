import type { Pages, PolicySettings, Sha256 } from '@codegrant/core';
import type { ServerEvent } from '../events/events.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Clients } from '../ports/clients.ts';
import type { Consents } from '../ports/consents.ts';
import type { ServedGrantType } from '../grant-types/served-grant-type.ts';
import type { Grants } from '../ports/grants.ts';
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
 * `clients`, `owner`, `tokens`, `store`, `consents`, `grants` and `accessTokens` are ports. Each method of a port may return its result or a
 * promise of it. If it throws, or returns something else, the server answers with an error and reports the failure. If it
 * is not available for now, let it throw {@link TemporarilyUnavailable}.
 */
export interface ServerOptions<Context> {
  /** The issuer, the scopes, and what clients may do: see `definePolicy`. Required. */
  readonly policy: PolicySettings;
  /** The registered clients: {@link clientList}, or a lookup in your database. Required, unless `storage` has `clients`. */
  readonly clients: Clients;
  /** Tells which user is signed in, from your sessions. Required. */
  readonly owner: Owners<Context>;
  /**
   * Issues, finds and revokes access tokens, if they are not to be the server's own. Default: {@link opaqueTokens} over `accessTokens`
   * and `grants`, for `accessTokenLifetimeSeconds` of the policy.
   */
  readonly tokens?: Tokens | undefined;
  /**
   * The keys that sign consent tokens and make refresh tokens: random bytes, at least 32 each. The first key signs, every key verifies. To
   * rotate, put the new key last in every process, then first in every process, and remove the old one after
   * `policy.consentLifetimeSeconds`, and not before `policy.refreshTokenReuseSeconds`. The first key also makes the `subjectHash` of events. Use the same keys on every
   * machine that serves these endpoints. Required.
   */
  readonly consentKeys: readonly Uint8Array[];
  /**
   * The sign-in page: a path on this server, or an https URL. The browser is sent there with the way back in the
   * parameter `return_to`: check it with {@link returnPath}. Default: `/sign-in`.
   */
  readonly signInUrl?: string | undefined;
  /**
   * The consent page, if you host it yourself: a path on this server, or an https URL. The browser is sent there with
   * the consent token in the parameter `consent_token`. The page reads the request at `paths.consent` +
   * `/{consent_token}` and posts the answer to `paths.grants`. Default: the consent page of `pages`.
   */
  readonly consentUrl?: string | undefined;
  /**
   * The prefix of the public paths that a proxy or a router removes before a request reaches this server, such as
   * `/auth`. It is put in front of `paths`, and of `signInUrl` and `consentUrl` if they are paths, in everything that
   * leaves the server. `/` says that nothing is removed, for an issuer whose path is not that of the endpoints. Default:
   * nothing is removed.
   */
  readonly basePath?: string | undefined;
  /**
   * The paths of the endpoints, without `basePath`. Otherwise each is a full path, as a browser sends it. Default: `/oauth/authorize`,
   * `/oauth/consent`, `/oauth/grants`, `/oauth_grants`, `/oauth/token`, `/oauth/revoke`, `/oauth/introspect`,
   * `/.well-known/oauth-authorization-server`, `/oauth/jwks`. The list of grants (`grantList`) may have the same path as `grants`.
   */
  readonly paths?: Partial<Paths> | undefined;
  /**
   * Further endpoints that the server serves, each imported from this package: {@link revocation}, {@link introspection},
   * {@link grantList}. The metadata names those that clients use. Default: none.
   */
  readonly endpoints?: readonly OptionalEndpoint[] | undefined;
  /**
   * The origins whose pages may read the metadata, the public keys, the token responses and the responses to revocations, each as a browser sends it, such as
   * `https://app.example`. An empty list allows none. Default: every origin, because nothing there reads a cookie.
   */
  readonly corsOrigins?: readonly string[] | undefined;
  /**
   * What a client may post to the token endpoint, the revocation endpoint and the introspection endpoint: `form`, or also `json`, an object whose members are the parameters and
   * whose values are strings. The standard has forms only, but SDKs of some APIs send JSON. `form` must be in the list.
   * Default: `['form']`.
   */
  readonly tokenRequestTypes?: readonly RequestType[] | undefined;
  /** Stores codes and the answers to consent requests. Default: {@link memoryStore}, for a server that is one process. */
  readonly store?: Store | undefined;
  /** Remembers what users have allowed. Default: {@link memoryConsents}, which forgets when the process ends. */
  readonly consents?: Consents | undefined;
  /**
   * Stores grants and refresh tokens: see `refreshTokens` of the policy. Default: {@link memoryGrants}, for a server that is one
   * process. Required with the option `store`, if there are refresh tokens or the access tokens are the server's own.
   */
  readonly grants?: Grants | undefined;
  /**
   * Stores the server's own access tokens. It is not used with the option `tokens`. Default: {@link memoryAccessTokens}, for a server
   * that is one process. Required with the option `store`, unless `tokens` is set.
   */
  readonly accessTokens?: AccessTokens | undefined;
  /**
   * Ports that databases fill: write `...sqlStore(db)` of `@codegrant/sql`. For two databases, write a list, such as
   * `storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })]`. A port that is filled twice is refused. With
   * `clients` in here, the option `clients` is not required. Default: none.
   */
  readonly storage?: StoragePorts | readonly StoredPorts[] | undefined;
  /**
   * Grant types besides `authorization_code` and `refresh_token`: `clientCredentials`, and `extensionGrant(name, function)` for one of your
   * own, such as the device flow. The metadata lists them. Only clients whose `grant_types` have the name can use it. Default: none.
   */
  readonly grantTypes?: readonly ServedGrantType[] | undefined;
  /**
   * How long a function of a port may take, in milliseconds: 1 to 600000. If it has not answered by then, the client gets
   * `temporarily_unavailable`, or the response has the status 503. What it answers later is ignored. Default: 10000.
   */
  readonly portTimeoutMilliseconds?: number | undefined;
  /** The consent page and the error page. Default: pages in English, without scripts. */
  readonly pages?: Partial<Pages> | undefined;
  /**
   * Called with an event for the outcome of each request, before it is answered. Not awaited. What it throws goes to
   * `console.error`. Default: `failed` events go to `console.error` with their cause, and no others.
   */
  readonly report?: ((event: ServerEvent) => void) | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Fractions are cut off. Default: the system clock. */
  readonly now?: (() => number) | undefined;
  /**
   * Returns `length` cryptographically random bytes, synchronously. Default: the platform's `crypto.getRandomValues`,
   * asked for 4 KiB at a time.
   */
  readonly random?: ((length: number) => Uint8Array) | undefined;
  /**
   * SHA-256 of a string in base64url, synchronous: 43 characters. Default: that of `node:crypto` where the platform has it,
   * otherwise an implementation in plain JavaScript.
   */
  readonly sha256?: Sha256 | undefined;
}
