import type { CodeChallengeMethod } from '../code/code-challenge-method.ts';

/** The authentication methods of every server. */
export const tokenEndpointAuthMethods = ['none', 'client_secret_basic', 'client_secret_post'] as const;

/** How a client authenticates at the token endpoint (RFC 7591 §2). */
export type TokenEndpointAuthMethod = (typeof tokenEndpointAuthMethods)[number] | 'private_key_jwt';

/** A JSON Web Key (RFC 7517 §4). */
export type Jwk = Readonly<Record<string, unknown>>;

/** The public keys of a client (RFC 7517 §5). */
export interface JwkSet {
  readonly keys: readonly Jwk[];
}

/** Every value of the member `origin`. */
export const clientOrigins = ['registered', 'document', 'self'] as const;

/**
 * Where a registration comes from: the operator (`registered`), a client metadata document (`document`), or the client
 * itself (`self`, RFC 7591).
 */
export type ClientOrigin = (typeof clientOrigins)[number];

/**
 * The registration of a client, as the operator writes it: the members of RFC 7591 §2, and some members of Codegrant.
 * Some members decide what the client may do without asking the user. Therefore, data from a stranger is not a
 * `ClientMetadata`: see `RegistrationRequest`.
 */
export interface ClientMetadata {
  readonly client_id: string;
  /** The name of the client on the consent page. Default: the `client_id`. */
  readonly client_name?: string | undefined;
  /** The home page of the client. The consent page shows the host of this URL. */
  readonly client_uri?: string | undefined;
  readonly logo_uri?: string | undefined;
  readonly policy_uri?: string | undefined;
  readonly tos_uri?: string | undefined;
  /**
   * At least one redirect URI. A request must contain one of these redirect URIs, byte for byte. On loopback, the server accepts any port.
   * Required, unless `grant_types` is set and does not contain `authorization_code`.
   */
  readonly redirect_uris?: readonly string[] | undefined;
  /**
   * How the client authenticates at the token endpoint. `none` makes a public client. A client with `private_key_jwt` signs with a private
   * key (RFC 7523): it needs `jwks` or `jwks_uri`, and the option `clientAssertions` of the server. Default: `none` for a client
   * without a secret. A client with a secret may use both `client_secret_basic` and `client_secret_post`, unless
   * `require_token_endpoint_auth_method` is `true`.
   */
  readonly token_endpoint_auth_method?: TokenEndpointAuthMethod | undefined;
  /** `true` rejects every method except `token_endpoint_auth_method`. Default: false. */
  readonly require_token_endpoint_auth_method?: boolean | undefined;
  /** The algorithm with which a client with `private_key_jwt` signs, for example `ES256`. Default: any that the server accepts. */
  readonly token_endpoint_auth_signing_alg?: string | undefined;
  /** The public keys of a client with `private_key_jwt`. */
  readonly jwks?: JwkSet | undefined;
  /** The https URL of the public keys of a client with `private_key_jwt`, in place of `jwks`. */
  readonly jwks_uri?: string | undefined;
  /** The secret as plain text. The server keeps only the SHA-256 hash. A client without a secret is a public client. */
  readonly client_secret?: string;
  /** The SHA-256 hash of each accepted secret, in base64url without padding: see `hashClientSecret`. */
  readonly client_secret_hashes?: readonly string[] | undefined;
  /**
   * The grant types that the client may use. `refresh_token` is needed for refresh tokens: see `refreshTokens` of the policy. With
   * `client_credentials`, a client gets access tokens for itself. Such a client needs a secret and a `scope`. `client_credentials` and your
   * own grant types must be in the option `grantTypes` of the server. Default: `['authorization_code']`.
   */
  readonly grant_types?: readonly string[] | undefined;
  /** Default: `['code']`. */
  readonly response_types?: readonly string[] | undefined;
  /**
   * The scopes that the client may request, separated by spaces. Default: every scope of the policy. Required with `client_credentials`,
   * because no user decides.
   */
  readonly scope?: string | undefined;
  /**
   * The scopes that the client needs, separated by spaces. If the client requests one of these scopes, the grant must
   * include that scope. Default: none.
   */
  readonly required_scope?: string | undefined;
  /**
   * `skip` grants the requested scope without asking the user: use it for your own apps. The client must have a secret,
   * or only https redirect URIs that are not on the user's own device (RFC 8252 §8.6). Default: `ask`.
   */
  readonly consent?: 'ask' | 'skip' | undefined;
  /** `true` if you know the publisher of the client, and `client_name` and `client_uri` are correct. Default: false. */
  readonly verified?: boolean | undefined;
  /** `false` allows a confidential client to omit PKCE. Default: true. */
  readonly require_pkce?: boolean | undefined;
  /** The PKCE methods that the client may use. Default: `codeChallengeMethods` of the policy. */
  readonly code_challenge_methods?: readonly CodeChallengeMethod[] | undefined;
  /** `exact`: the port of a loopback redirect URI must be the registered port. Default: `any`. */
  readonly loopback_port?: 'any' | 'exact' | undefined;
  /**
   * `optional`: the client may omit `redirect_uri` from its token request, as in OAuth 2.1. If the token request
   * contains a `redirect_uri`, the server compares it. Default: `required`, as in RFC 6749 §4.1.3.
   */
  readonly token_redirect_uri?: 'required' | 'optional' | undefined;
  /**
   * `omit` leaves `iss` (RFC 9207) out of the responses to this client. A client that also uses other authorization
   * servers then cannot tell which server sent a response (mix-up attack, RFC 9700 §4.4). Default: `send`.
   */
  readonly authorization_response_iss?: 'send' | 'omit' | undefined;
  /**
   * Replaces `refreshTokens` of the policy for this client, unless the policy says `never`. `always` and
   * `offline_access` require the grant type `refresh_token`. Default: `refreshTokens` of the policy.
   */
  readonly refresh_tokens?: 'never' | 'offline_access' | 'always' | undefined;
  /**
   * The access tokens that the client can look up at the introspection endpoint: its own (`own`), also those for the
   * listed resources, or every access token (`any`). A resource server has a list or `any`, and needs a secret.
   * Default: `own`.
   */
  readonly introspection?: 'own' | 'any' | readonly string[] | undefined;
  /**
   * Where the registration comes from. `document` and `self` mark what a stranger wrote: see `trusted`. Default:
   * `registered`.
   */
  readonly origin?: ClientOrigin | undefined;
  /**
   * Whether you trust the publisher of a client whose `origin` is `document` or `self`. Before sign-in, a browser is
   * never redirected to a client that is not trusted. Default: false. A client with the origin `registered` is always
   * trusted.
   */
  readonly trusted?: boolean | undefined;
  /** Schemes without a dot that the redirect URIs may use, for example `['cursor']`. Default: none. */
  readonly custom_redirect_schemes?: readonly string[] | undefined;
}

/** Whether the client has nothing to authenticate with: neither a secret nor a key (RFC 6749 §2.1). */
export const isPublic = ({
  client_secret,
  client_secret_hashes = [],
  token_endpoint_auth_method: method,
}: ClientMetadata): boolean =>
  client_secret === undefined && client_secret_hashes.length === 0 && method !== 'private_key_jwt';

/** RFC 7591 §2: the grant types, or the default. */
export const grantTypesOf = ({ grant_types }: ClientMetadata): readonly string[] =>
  grant_types ?? ['authorization_code'];
