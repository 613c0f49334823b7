import * as v from 'valibot';
import { type CodeChallengeMethod, codeChallengeMethods } from '../code/code-challenge-method.ts';
import { maxCodeLifetimeSeconds } from '../code/code-record.ts';
import { parameterNamesSchema } from './further-parameters.ts';
import { defaultResourceSchema, type ResourceDescription, resourcesSchema } from './resource-settings.ts';
import { nonEmptyList, nonEmptyString, objectMessage, oneOf, recordOf, scopeToken, seconds, string } from './schema.ts';

/** What users are told about a scope. */
export interface ScopeDescription {
  /** A short name, for example `Read your messages`. */
  readonly name: string;
  /** An additional sentence. */
  readonly description?: string | undefined;
}

/** The settings of an authorization server that decide what clients may request. */
export interface PolicySettings {
  /**
   * The issuer identifier of the authorization server (RFC 8414 §2): an https URL without a query or a fragment. An
   * http URL is accepted on loopback only. The server sends the issuer as `iss`, exactly as you write it.
   */
  readonly issuer: string;
  /** Every scope that a client can request. Each key is a scope token. */
  readonly scopes: Readonly<Record<string, ScopeDescription>>;
  /**
   * The scope of a request without a scope parameter. The server leaves out scopes that the client may not request.
   * Default: none, so the server rejects such a request.
   */
  readonly defaultScope?: readonly string[] | undefined;
  /**
   * What happens if a client requests a scope that is not in `scopes`, or that belongs to none of the requested
   * resources. `ignore`: the server asks the user for the other scopes, and the token response names the granted
   * scopes. Default: `reject`, with `invalid_scope`.
   */
  readonly unknownScope?: 'reject' | 'ignore' | undefined;
  /**
   * If the client requests one of these scopes, the grant must include that scope. The server adds these scopes to the
   * `required_scope` of the client. Default: none.
   */
  readonly requiredScope?: readonly string[] | undefined;
  /**
   * Every API that access tokens can be for, by its URI (RFC 8707). The URI is an https URI without a fragment. An http
   * URI is accepted on loopback. A client names one or more resources in the parameter `resource`. `tokens.issue`
   * receives the resources, spelt as here, as the audience of the token. Default: none, so the server ignores
   * `resource`, and tokens are for no resource in particular.
   */
  readonly resources?: Readonly<Record<string, ResourceDescription>> | undefined;
  /**
   * The resources of a request without `resource`, spelt as in `resources`. Default: none, so the server rejects such a
   * request if `resources` is set.
   */
  readonly defaultResource?: readonly string[] | undefined;
  /**
   * Which clients must use PKCE: all clients (`always`), or all clients except confidential clients with
   * `require_pkce: false` (`unlessRegistered`, the default).
   */
  readonly pkce?: 'unlessRegistered' | 'always' | undefined;
  /** The PKCE methods for clients without `code_challenge_methods`. Default: `['S256']`. */
  readonly codeChallengeMethods?: readonly CodeChallengeMethod[] | undefined;
  /**
   * `ifRegistered` allows `plain` to every client whose `code_challenge_methods` contains `plain`, and to no other
   * client. Default: the server accepts `plain` only if `codeChallengeMethods` contains `plain`.
   */
  readonly plainCodeChallenge?: 'ifRegistered' | undefined;
  /** How long a code can be redeemed, in seconds: 1 to 600. Default: 60. */
  readonly codeLifetimeSeconds?: number | undefined;
  /**
   * During this time after the first use of a code with PKCE, the server rejects a second use, but does not revoke the grant, in
   * seconds: 0 to 60. Some apps send a request twice. After this time, or with 0, a second use revokes the grant. Default: 10.
   */
  readonly codeReuseSeconds?: number | undefined;
  /** How long the user may take to answer the consent page, in seconds: 1 to 3600. Default: 600. */
  readonly consentLifetimeSeconds?: number | undefined;
  /**
   * The clients for which the server does not ask the user again for scopes that the user has already allowed.
   * `provenClients` (the default): confidential clients, and requests with an https redirect URI that is not on the
   * user's own device. `everyClient`: all clients. `never`: no client.
   */
  readonly rememberConsent?: 'provenClients' | 'everyClient' | 'never' | undefined;
  /**
   * Which clients receive refresh tokens, if the client has the grant type `refresh_token`. `always`: every such
   * client. `offline_access`: such a client receives a refresh token if the granted scope contains `offline_access`.
   * `never` (the default): no client, and the metadata does not list the grant type. The member `refresh_tokens` of a
   * client replaces `always` and `offline_access`.
   */
  readonly refreshTokens?: 'never' | 'offline_access' | 'always' | undefined;
  /**
   * Which refresh tokens each use replaces by a new one: the refresh tokens of every client (`always`, the default), or
   * only those of public clients (`publicClients`).
   */
  readonly refreshTokenRotation?: 'always' | 'publicClients' | undefined;
  /**
   * How long a refresh token stays valid without use, in seconds: 1 to 315360000 (ten years). Default: 2592000 (30
   * days).
   */
  readonly refreshTokenIdleSeconds?: number | undefined;
  /**
   * How long the refresh tokens of a grant can be valid in total, in seconds from the redemption of the code: 1 to
   * 315360000 (ten years). A new refresh token does not extend this time. Default: 31536000 (365 days).
   */
  readonly refreshTokenLifetimeSeconds?: number | undefined;
  /**
   * How long a client may use a replaced refresh token again, in seconds after its first use: 0 to 600. The client then
   * receives the same new refresh token, for example after a lost response. After this time, or with 0, a second use
   * revokes the grant. Default: 30.
   */
  readonly refreshTokenReuseSeconds?: number | undefined;
  /**
   * How long the server's own access tokens are valid, in seconds: 1 to 86400 (one day). If the option `tokens` of the
   * server is set, this setting has no effect. Default: 600.
   */
  readonly accessTokenLifetimeSeconds?: number | undefined;
  /**
   * The names of further parameters of the authorization request, such as `nonce` or `organization`. `tokens.issue` receives the values in
   * `parameters.authorization`. The server does not check what the values mean: `tokens.issue` must. A request may contain each parameter
   * once, with at most 512 characters. A name that the standards already use throws. Default: none.
   */
  readonly authorizationParameters?: readonly string[] | undefined;
  /**
   * The names of further parameters of the token request. `tokens.issue` receives the values in `parameters.token`. The conditions are the
   * same as for `authorizationParameters`. Default: none.
   */
  readonly tokenParameters?: readonly string[] | undefined;
  /** Allows an `http://` issuer that is not loopback. Codes, tokens and sessions then travel unencrypted. */
  readonly insecureIssuer?: 'allow' | undefined;
}

/** In seconds: ten years. What is longer is a time, or in milliseconds. */
const tenYears = 315_360_000;

/** In seconds. Two parties that use one refresh token are not told apart for so long. */
const maxRefreshTokenReuseSeconds = 600;

/** In seconds. For so long, a thief that uses a code first is not noticed. */
const maxCodeReuseSeconds = 60;

const settingsSchema = () =>
  v.strictObject(
    {
      issuer: nonEmptyString(),
      scopes: v.pipe(
        recordOf(
          scopeToken(),
          v.object(
            { name: nonEmptyString(), description: v.optional(string()) },
            objectMessage('must be an object such as { name: "Read your messages" }'),
          ),
          '{ read: { name: "Read your messages" } }',
        ),
        v.check((scopes) => Object.keys(scopes).length > 0, 'must name at least one scope'),
      ),
      defaultScope: v.optional(nonEmptyList(scopeToken())),
      unknownScope: v.optional(oneOf(['reject', 'ignore'])),
      requiredScope: v.optional(nonEmptyList(scopeToken())),
      resources: v.optional(resourcesSchema()),
      defaultResource: v.optional(defaultResourceSchema()),
      pkce: v.optional(oneOf(['unlessRegistered', 'always'])),
      codeChallengeMethods: v.optional(nonEmptyList(oneOf(codeChallengeMethods))),
      plainCodeChallenge: v.optional(oneOf(['ifRegistered'])),
      // RFC 6749 §4.1.2: at most ten minutes.
      codeLifetimeSeconds: v.optional(seconds(1, maxCodeLifetimeSeconds)),
      codeReuseSeconds: v.optional(seconds(0, maxCodeReuseSeconds)),
      consentLifetimeSeconds: v.optional(seconds(1, 3600)),
      rememberConsent: v.optional(oneOf(['provenClients', 'everyClient', 'never'])),
      refreshTokens: v.optional(oneOf(['never', 'offline_access', 'always'])),
      refreshTokenRotation: v.optional(oneOf(['always', 'publicClients'])),
      refreshTokenIdleSeconds: v.optional(seconds(1, tenYears)),
      refreshTokenLifetimeSeconds: v.optional(seconds(1, tenYears)),
      refreshTokenReuseSeconds: v.optional(seconds(0, maxRefreshTokenReuseSeconds)),
      accessTokenLifetimeSeconds: v.optional(seconds(1, 86_400)),
      authorizationParameters: v.optional(parameterNamesSchema()),
      tokenParameters: v.optional(parameterNamesSchema()),
      insecureIssuer: v.optional(oneOf(['allow'])),
    },
    (issue) =>
      issue.expected === 'never' ? 'is not a setting: correct its spelling' : objectMessage('must be an object')(issue),
  );

/** The schema of {@link PolicySettings}, whatever they come from. */
export const policySettingsSchema: v.GenericSchema<unknown, PolicySettings> = /* @__PURE__ */ settingsSchema();
