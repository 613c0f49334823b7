import {
  definePolicy,
  type Policy,
  type PolicySettings,
  type ResourceDescription,
  type ScopeDescription,
} from '@codegrant/server';
import { expect } from 'vitest';
import type { Entries, FieldEntries } from './entries.ts';

/** The least that a policy can be made of. */
export const leastPolicy: PolicySettings = {
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read your messages' }, write: { name: 'Write messages' } },
};

export const policyEntries: Entries<PolicySettings, Policy> = {
  issuer: {
    says:
      'The identifier of the authorization server. The server sends the issuer as `iss`, exactly as you write it. The issuer must ' +
      'be an https URL without a query, a fragment or a user name. The path of the issuer must not contain the characters `* : ( ) %` or a segment `.` or `..`. An http URL is accepted on `127.0.0.1`, `[::1]` and `localhost`. The URL of each endpoint is the scheme and host ' +
      'of the issuer, followed by the path in [`paths`](#paths). The server does not add the path of the issuer to this URL. If the issuer has a path, every path in `paths` must be below the path of the issuer, or [`basePath`](#basepath) must be set.',
    example: 'https://login.example',
    refused: [
      'http://login.example',
      'https://login.example?tenant=1',
      'https://login.example/a/../b',
      'login.example',
    ],
  },
  scopes: {
    says:
      'Every scope that a client can request. Each key is a scope token, and each value is [the description of the scope for the ' +
      'user](#scopedescription). A scope token contains no space, quotation mark or backslash. [`unknownScope`](#unknownscope) ' +
      'says what happens to a request for another scope. The metadata lists the scopes in the order of this object.',
    example: {
      read: { name: 'Read your messages' },
      write: { name: 'Write messages', description: 'The app writes in your name.' },
    },
    refused: [{}, { 'read write': { name: 'Both' } }, { read: 'Read your messages' }],
  },
  defaultScope: {
    says:
      'The scope of an authorization request without the `scope` parameter. The server leaves out scopes that the client may not ' +
      'request. If no scope remains, the server rejects the request with `invalid_scope`. An empty list throws: omit this option to set no default scope.',
    example: ['read'],
    default: ({ defaultScope }) => defaultScope,
    refused: [[], ['unknown'], 'read'],
  },
  unknownScope: {
    says: 'Decides what happens if a client requests a scope that is not in `scopes`, or that belongs to none of the requested [`resources`](#resources). With `reject`, the server rejects the request with `invalid_scope`. With `ignore`, the server leaves out such scopes and superfluous spaces. The server then asks the user for the remaining scopes. The token response names the granted scopes. If no scope remains, the server uses `defaultScope`. Use `ignore` for clients that always request scopes such as `offline_access` or `openid`. If a scope exists but the client may not request this scope, the server rejects the request, even with `ignore`.',
    example: 'ignore',
    default: ({ unknownScope }) => unknownScope,
    refused: ['drop', true],
  },
  requiredScope: {
    says:
      'If a client requests one of these scopes, the grant must include that scope. The server adds these scopes to the client’s ' +
      '`required_scope`, but not to the scopes that the client requests. An empty list throws: omit this option to require no scope.',
    example: ['read'],
    default: ({ requiredScope }) => requiredScope,
    refused: [[], ['unknown'], 'read'],
  },
  resources: {
    says: 'Every API that an access token can be for (RFC 8707). Each key is the URI of the API, and each value is [the description of the API](#resourcedescription). The URI must be an https URI without a fragment. An http URI is accepted on `127.0.0.1`, `[::1]` and `localhost`. A client names one or more resources in the parameter `resource`. The server compares this parameter with the keys. The comparison ignores the case of the scheme and the host, and a slash directly after the host. In all other respects, the parameter must equal a key. The server rejects a request for another resource with `invalid_target`. The consent page names the resources. The server remembers consent for each resource. `tokens.issue` receives the resources. The metadata lists the resources in the order of this object.',
    example: { 'https://api.example/mcp': { name: 'Mail API' } },
    default: {
      says: 'none: the server ignores the parameter `resource`, and tokens are for no resource in particular',
      shownBy: () => expect(definePolicy(leastPolicy).resources.size).toBe(0),
    },
    refused: [
      {},
      ['https://api.example'],
      { 'http://api.example': { name: 'Mail API' } },
      { 'https://api.example#mail': { name: 'Mail API' } },
      { 'https://api.example': { name: 'A' }, 'https://API.example/': { name: 'B' } },
    ],
  },
  defaultResource: {
    says:
      'The resources of an authorization request without the `resource` parameter, spelt as in [`resources`](#resources). If the policy has ' +
      '`resources` but no `defaultResource`, the server rejects such a request with `invalid_target`. An empty list throws: omit this option to set no default.',
    example: ['https://api.example/mcp'],
    beside: { resources: { 'https://api.example/mcp': { name: 'Mail API' } } },
    default: ({ defaultResource }) => defaultResource,
    refused: [[], ['https://unknown.example'], 'https://api.example/mcp'],
  },
  pkce: {
    says: 'Decides which clients must use PKCE. With `always`, every client must use PKCE, even a client with `require_pkce: false`. With `unlessRegistered`, a confidential client with `require_pkce: false` may omit PKCE. Every other client must use PKCE. A public client must use PKCE, even with `unlessRegistered`.',
    example: 'always',
    default: ({ pkce }) => pkce,
    refused: ['never'],
  },
  codeChallengeMethods: {
    says:
      'The PKCE methods that a client may use if its registration has no `code_challenge_methods`. `plain` is weaker than `S256`: ' +
      'list `plain` only if a client cannot use `S256`. If a request has a code challenge but no method, the method is `plain` (RFC ' +
      '7636 §4.3).',
    example: ['S256', 'plain'],
    default: ({ codeChallengeMethods }) => codeChallengeMethods,
    refused: [[], ['s256']],
  },
  plainCodeChallenge: {
    says: '`ifRegistered` allows `plain` to every client whose `code_challenge_methods` contains `plain`. Use this option for an old client that cannot use `S256`. Do not add `plain` to `codeChallengeMethods` for such a client, because every client without its own `code_challenge_methods` could then use `plain` too. The server accepts `plain` only if one of these two options allows `plain`.',
    example: 'ifRegistered',
    default: ({ plainCodeChallenge }) => plainCodeChallenge,
    refused: ['allow', true],
  },
  codeLifetimeSeconds: {
    says: 'How long a code is valid: a whole number from 1 to 600.',
    unit: 'seconds',
    example: 30,
    default: ({ codeLifetimeSeconds }) => codeLifetimeSeconds,
    refused: [0, 601, 1.5, '60'],
  },
  codeReuseSeconds: {
    says:
      'During this time after the first use of a code, the server rejects a second use with `invalid_grant`, but does not revoke the grant: a whole number from 0 to 60. ' +
      'Some apps and networks send a token request twice, and the tokens of the first request must stay valid. The second request must break no other rule: for example, the client must have authenticated, and the `code_verifier` must be right. ' +
      'After this time, a second use revokes the grant. In three cases, every second use revokes the grant: if this option is 0, if the code has no code challenge, and if the store does not return [`usedAt`](#the-record-takencode). ' +
      'See [decision 38](decisions/0038-a-code-that-was-sent-twice.md).',
    unit: 'seconds',
    example: 5,
    default: ({ codeReuseSeconds }) => codeReuseSeconds,
    refused: [-1, 61, 1.5, '10'],
  },
  consentLifetimeSeconds: {
    says:
      'How long the user may take to answer the consent page: a whole number from 1 to 3600. The server refuses a later answer with ' +
      '`consent_token_expired`.',
    unit: 'seconds',
    example: 300,
    default: ({ consentLifetimeSeconds }) => consentLifetimeSeconds,
    refused: [0, 3601, 1.5, '600'],
  },
  rememberConsent: {
    says:
      'Selects the clients for which the server uses remembered consent. For these clients, the server does not ask the user again for scopes that the user has already allowed. `provenClients` selects ' +
      'clients with a secret, and requests with an https redirect URI that is not on the user’s own device. `everyClient` selects ' +
      'all clients, even native apps. `everyClient` is a risk: any program on the user’s device can impersonate a native app, and the server then does not ask the user. `never` selects no client. With ' +
      'every value, the server passes the allowed scopes to `consents.remember`.',
    example: 'never',
    default: ({ rememberConsent }) => rememberConsent,
    refused: ['always'],
  },
  refreshTokens: {
    says: 'Decides which clients receive refresh tokens. A client receives refresh tokens only if its `grant_types` contain `refresh_token`. With `always`, every such client receives refresh tokens. With `offline_access`, such a client receives a refresh token if the granted scope contains `offline_access`. The scope `offline_access` must then be in `scopes`. With `never`, no client receives refresh tokens: the token endpoint rejects the grant type `refresh_token`, and the metadata does not list this grant type. The member [`refresh_tokens`](#refresh_tokens) of a client replaces `always` and `offline_access`, but not `never`. See [the grants port](#the-grants-port).',
    example: 'always',
    default: ({ refreshTokens }) => refreshTokens,
    refused: ['offline_access', true],
  },
  refreshTokenRotation: {
    says: 'Decides which refresh tokens the server rotates: each use of such a refresh token replaces the token by a new one. With `always`, the server rotates the refresh tokens of every client. With `publicClients`, the server rotates only the refresh tokens of clients without a secret. A client with a secret then keeps its refresh token, and the response to a refresh contains no refresh token. The server rotates the refresh tokens of public clients with both values of this option (RFC 9700 §4.14.2).',
    example: 'publicClients',
    default: ({ refreshTokenRotation }) => refreshTokenRotation,
    refused: ['never'],
  },
  refreshTokenIdleSeconds: {
    says: 'How long a refresh token stays valid if the client does not use the token: a whole number from 1 to 315360000 (ten years). This time starts again with each use.',
    unit: 'seconds',
    example: 1_209_600,
    default: ({ refreshTokenIdleSeconds }) => refreshTokenIdleSeconds,
    refused: [0, 315_360_001, 1.5, '60'],
  },
  refreshTokenLifetimeSeconds: {
    says: 'How long the refresh tokens of a grant can be valid in total: a whole number from 1 to 315360000 (ten years). This time starts when the client redeems the code. Using a refresh token does not extend this time. After this time, the user must allow the client again.',
    unit: 'seconds',
    example: 7_776_000,
    default: ({ refreshTokenLifetimeSeconds }) => refreshTokenLifetimeSeconds,
    refused: [0, 315_360_001, 1.5, '60'],
  },
  refreshTokenReuseSeconds: {
    says: 'How long a client may use a replaced refresh token again: a whole number from 0 to 600. This time starts with the first use of the refresh token. The client receives the same new refresh token as the first time. Therefore, a client that lost a response stays signed in, and two parallel requests both succeed. After this time, a second use revokes the grant: all refresh tokens and access tokens of the grant become invalid (RFC 9700 §4.14.2). With 0, every second use revokes the grant.',
    unit: 'seconds',
    example: 10,
    default: ({ refreshTokenReuseSeconds }) => refreshTokenReuseSeconds,
    refused: [-1, 601, 1.5, '30'],
  },
  accessTokenLifetimeSeconds: {
    says: 'How long the server’s own access tokens are valid: a whole number from 1 to 86400 (one day). An access token is never valid for longer than its grant. If the option [`tokens`](#tokens) of the server is set, `accessTokenLifetimeSeconds` has no effect.',
    unit: 'seconds',
    example: 300,
    default: ({ accessTokenLifetimeSeconds }) => accessTokenLifetimeSeconds,
    refused: [0, 86_401, 1.5, '600'],
  },
  authorizationParameters: {
    says:
      'The names of further parameters of the authorization request, for example `organization`, or `nonce` of OpenID Connect. `tokens.issue` receives the values in `parameters.authorization`. ' +
      'The store keeps the values with the code and with the grant, so `tokens.issue` receives the values at each refresh too. The server does not check what the values mean, and does not show the values to the user. ' +
      'Remembered consent does not depend on the values. Anybody who can write the URL of the request can choose the values. So `tokens.issue` must check whether this user and this client may use the values. ' +
      'Each parameter is optional. If a request contains one of these parameters twice, or a value with more than 512 characters, the server rejects the request with `invalid_request`. ' +
      'A name consists of letters, digits and `. _ -`. A name that the standards already use, such as `scope` or `resource`, throws. See [decision 39](decisions/0039-further-parameters.md).',
    example: ['organization'],
    default: { says: 'none', shownBy: () => undefined },
    refused: [[], ['scope'], ['a b'], 'organization'],
  },
  tokenParameters: {
    says:
      'The names of further parameters of the token request, for example `audience`. `tokens.issue` receives the values of the current token request in `parameters.token`. The store does not keep the values. ' +
      'The conditions for names and values are the same as for [`authorizationParameters`](#authorizationparameters). A parameter of the token request never replaces a parameter of the authorization request, even if both parameters have the same name. ' +
      'Only the client chooses the values of the token request.',
    example: ['audience'],
    default: { says: 'none', shownBy: () => undefined },
    refused: [[], ['grant_type'], ['a b'], 'audience'],
  },
  insecureIssuer: {
    says:
      '`allow` permits http URLs outside loopback in `issuer`, `signInUrl` and `consentUrl`. Codes, tokens and passwords then ' +
      'travel unencrypted. Use `allow` on test networks only.',
    example: 'allow',
    default: {
      says: 'not allowed',
      shownBy: () => {
        const insecure: PolicySettings = { ...leastPolicy, issuer: 'http://login.example' };
        expect(() => definePolicy(insecure)).toThrow('issuer');
        expect(definePolicy({ ...insecure, insecureIssuer: 'allow' }).issuer).toBe('http://login.example');
      },
    },
    refused: [true],
  },
};

export const scopeDescriptionEntries: FieldEntries<ScopeDescription> = {
  name: {
    says: 'A short name of the scope. On the consent page, the name tells the user what the client wants to do.',
    example: 'Read your messages',
  },
  description: {
    says: 'An additional sentence about the scope, for the consent page.',
    example: 'The app sees who writes to you, and when.',
  },
};

export const resourceDescriptionEntries: FieldEntries<ResourceDescription> = {
  name: {
    says: 'A short name of the API. The consent page tells the user that the app asks for access to this API.',
    example: 'Mail API',
  },
  scopes: {
    says:
      'The scopes that belong to this API. Clients can request these scopes only for an API that lists them. A scope that no API lists belongs to ' +
      'every API: for example, `offline_access`. If you omit `scopes`, the API has only the scopes that no API lists.',
    example: ['read'],
  },
};
