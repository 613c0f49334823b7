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
      '`issuer` is the identifier of the authorization server: an https URL without a query, a fragment or a user name. On loopback ' +
      '(`127.0.0.1`, `[::1]` and `localhost`), the issuer may be an http URL. The path of the issuer must contain none of the characters ' +
      '`* : ( ) %`, and none of its segments may be `.` or `..`. The server sends the issuer to clients as `iss`, exactly as you write ' +
      'it.\n\nThe URL of each endpoint is the scheme and host of the issuer, followed by the path of the endpoint in [`paths`](#paths). ' +
      'The server does not add the path of the issuer to the URLs of endpoints. If the issuer has a path, put the paths of all endpoints ' +
      'below it, or set [`basePath`](#basepath).',
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
      '`scopes` contains every scope that clients can request. Each key of `scopes` is a scope token without spaces, quotation marks and ' +
      'backslashes, and each value is [the description of the scope for the user](#scopedescription). If a client requests a scope that ' +
      'is not in `scopes`, [`unknownScope`](#unknownscope) decides what happens. The metadata of the server lists the scopes in the ' +
      'order of `scopes`.',
    example: {
      read: { name: 'Read your messages' },
      write: { name: 'Write messages', description: 'The app writes in your name.' },
    },
    refused: [{}, { 'read write': { name: 'Both' } }, { read: 'Read your messages' }],
  },
  defaultScope: {
    says:
      '`defaultScope` lists the scopes that the server assumes if an authorization request has no parameter `scope`. A client receives ' +
      'only the default scopes that it may request. If no default scope remains, the server rejects the authorization request with ' +
      '`invalid_scope`. To ' +
      'have no default scope, omit `defaultScope`: an empty list is invalid.',
    example: ['read'],
    default: ({ defaultScope }) => defaultScope,
    refused: [[], ['unknown'], 'read'],
  },
  unknownScope: {
    says:
      "`unknownScope` decides what happens if a client requests an unknown scope:\n\n- `'reject'`: the server rejects a request for an " +
      "unknown scope with `invalid_scope`.\n- `'ignore'`: the server removes unknown scopes and superfluous spaces from the request, and " +
      'asks the user for the remaining scopes. The token response names the granted scopes. If all requested scopes are unknown, the ' +
      'server uses `defaultScope` instead.\n\nA scope is unknown if it is not in `scopes`, or if it belongs to none of the requested ' +
      "[`resources`](#resources). Use `unknownScope: 'ignore'` for clients that always request scopes such as `offline_access` or " +
      '`openid`. Whatever the value of `unknownScope` is, the server rejects a request for a known scope that the client may not request.',
    example: 'ignore',
    default: ({ unknownScope }) => unknownScope,
    refused: ['drop', true],
  },
  requiredScope: {
    says:
      '`requiredScope` lists the required scopes of all clients. If a client requests a required scope, the grant must include it. The ' +
      'server adds the scopes of `requiredScope` to the `required_scope` of each client, but not to the scopes that the client requests. ' +
      'To require no scope, omit `requiredScope`: an empty list is invalid.',
    example: ['read'],
    default: ({ requiredScope }) => requiredScope,
    refused: [[], ['unknown'], 'read'],
  },
  resources: {
    says:
      '`resources` contains the APIs for which the server issues access tokens (RFC 8707). Each key of `resources` is the URI of an API, ' +
      'without a fragment: an https URI, or an http URI on loopback. Each value of `resources` is [the description of an ' +
      'API](#resourcedescription).\n\nA client names one or more APIs in the request parameter `resource`. The server compares ' +
      '`resource` with the keys of `resources`. The comparison ignores the case of the scheme and the host. The comparison also ignores ' +
      'a slash directly after the host, so `https://api.example/` and `https://api.example` are the same API. If `resource` names an API ' +
      'that is not in `resources`, the server rejects the request with `invalid_target`.\n\nThe consent page names the requested APIs, ' +
      'and the server remembers consent for each API. `tokens.issue` receives the URIs of the requested APIs. The metadata of the server ' +
      'lists the APIs in the order of `resources`.',
    example: { 'https://api.example/mcp': { name: 'Mail API' } },
    default: {
      says: 'none: without `resources`, the server ignores the parameter `resource`, and access tokens are for no API in particular',
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
      '`defaultResource` lists the APIs that the server assumes if an authorization request has no parameter `resource`. Write the URI of ' +
      'each default API exactly as in [`resources`](#resources). If the policy has `resources` but no `defaultResource`, an ' +
      'authorization request without `resource` ' +
      'fails with `invalid_target`. To have no default API, omit `defaultResource`: an empty list is invalid.',
    example: ['https://api.example/mcp'],
    beside: { resources: { 'https://api.example/mcp': { name: 'Mail API' } } },
    default: ({ defaultResource }) => defaultResource,
    refused: [[], ['https://unknown.example'], 'https://api.example/mcp'],
  },
  pkce: {
    says:
      "`pkce` decides which clients must use PKCE:\n\n- `'always'`: every client must use PKCE, even a client with `require_pkce: " +
      "false`.\n- `'unlessRegistered'`: a confidential client with `require_pkce: false` may omit PKCE, and every other client must use " +
      'it.\n\nPublic clients must use PKCE in every case.',
    example: 'always',
    default: ({ pkce }) => pkce,
    refused: ['never'],
  },
  codeChallengeMethods: {
    says:
      '`codeChallengeMethods` lists the PKCE methods of clients whose registration has no `code_challenge_methods`. The PKCE method ' +
      '`plain` is weaker than `S256`: list it only if a client cannot use `S256`. If an authorization request has a code challenge but ' +
      'no method, the method is `plain` (RFC 7636 §4.3).',
    example: ['S256', 'plain'],
    default: ({ codeChallengeMethods }) => codeChallengeMethods,
    refused: [[], ['s256']],
  },
  plainCodeChallenge: {
    says:
      "`plainCodeChallenge: 'ifRegistered'` allows the PKCE method `plain` to every client whose `code_challenge_methods` contains " +
      '`plain`. Use `plainCodeChallenge` for an old client that cannot use `S256`. Do not add `plain` to `codeChallengeMethods` for one ' +
      'old client: every client without its own `code_challenge_methods` could then use it. The server accepts the method `plain` only ' +
      'if `plainCodeChallenge` or `codeChallengeMethods` allows it.',
    example: 'ifRegistered',
    default: ({ plainCodeChallenge }) => plainCodeChallenge,
    refused: ['allow', true],
  },
  codeLifetimeSeconds: {
    says: '`codeLifetimeSeconds` says how long an authorization code is valid: a whole number from 1 to 600.',
    unit: 'seconds',
    example: 30,
    default: ({ codeLifetimeSeconds }) => codeLifetimeSeconds,
    refused: [0, 601, 1.5, '60'],
  },
  codeReuseSeconds: {
    says:
      '`codeReuseSeconds` is the time after the first use of a code during which a second use does not revoke the grant: a whole number ' +
      'from 0 to 60. Some apps and networks send a token request twice, and the tokens of the first request must stay valid. The ' +
      'server rejects every ' +
      'reuse of a code with `invalid_grant`. After `codeReuseSeconds`, the server rejects a reuse of the code and revokes the grant. A ' +
      'request with a wrong `code_verifier` revokes nothing.\n\nA reuse of a code always revokes the grant if `codeReuseSeconds` is 0, ' +
      'if the code has no code challenge, or if the store does not return [`usedAt`](#the-record-takencode). [Decision ' +
      '38](decisions/0038-a-code-that-was-sent-twice.md) gives the reasons for `codeReuseSeconds`.',
    unit: 'seconds',
    example: 5,
    default: ({ codeReuseSeconds }) => codeReuseSeconds,
    refused: [-1, 61, 1.5, '10'],
  },
  consentLifetimeSeconds: {
    says:
      '`consentLifetimeSeconds` says how long the user may take to decide on the consent page: a whole number from 1 to 3600. If the ' +
      'decision of the user arrives after `consentLifetimeSeconds`, the server rejects the decision with the error ' +
      '`consent_token_expired`.',
    unit: 'seconds',
    example: 300,
    default: ({ consentLifetimeSeconds }) => consentLifetimeSeconds,
    refused: [0, 3601, 1.5, '600'],
  },
  rememberConsent: {
    says:
      'With remembered consent, the server does not ask users again for scopes that they have already allowed. `rememberConsent` selects ' +
      "the clients for which the server uses remembered consent:\n\n- `'provenClients'`: every confidential client, and a public " +
      "client if the redirect URI of its request is an https URI that is not on the user’s own device.\n- `'everyClient'`: all clients, " +
      "even native apps. With `rememberConsent: 'everyClient'`, any program on the user’s device can impersonate a native app, because the " +
      'server does not ask ' +
      "the user again.\n- `'never'`: the server never uses remembered consent.\n\nThe server passes the allowed scopes to " +
      '`consents.remember`, whatever the value of `rememberConsent` is.',
    example: 'never',
    default: ({ rememberConsent }) => rememberConsent,
    refused: ['always'],
  },
  refreshTokens: {
    says:
      "`refreshTokens` decides which clients receive refresh tokens:\n\n- `'always'`: every client with the grant type `refresh_token` " +
      "receives refresh tokens.\n- `'offline_access'`: a client with the grant type `refresh_token` receives refresh tokens if the " +
      "granted scope contains `offline_access`. With `refreshTokens: 'offline_access'`, `scopes` must contain `offline_access`.\n- " +
      "`'never'`: no client receives refresh tokens. With `refreshTokens: 'never'`, the token endpoint rejects the grant type " +
      '`refresh_token`, and the metadata does not list it.\n\nIf a client has its own [`refresh_tokens`](#refresh_tokens), the server ' +
      "uses that value instead of the value of the policy, unless the policy says `refreshTokens: 'never'`. [The grants " +
      'port](#the-grants-port) stores refresh tokens.',
    example: 'always',
    default: ({ refreshTokens }) => refreshTokens,
    refused: ['offline_access', true],
  },
  refreshTokenRotation: {
    says:
      'The server rotates a refresh token by replacing it with a new one at each use. `refreshTokenRotation` decides which refresh ' +
      "tokens the server rotates:\n\n- `'always'`: the server rotates the refresh tokens of every client.\n- `'publicClients'`: the " +
      "server rotates only the refresh tokens of public clients. With `refreshTokenRotation: 'publicClients'`, a confidential client " +
      'keeps its refresh token, and the response to a refresh contains no refresh token.\n\nThe server rotates the refresh tokens of ' +
      'public clients in every case (RFC 9700 §4.14.2).',
    example: 'publicClients',
    default: ({ refreshTokenRotation }) => refreshTokenRotation,
    refused: ['never'],
  },
  refreshTokenIdleSeconds: {
    says:
      '`refreshTokenIdleSeconds` says how long an unused refresh token stays valid: a whole number from 1 to 315360000 (ten years). Each ' +
      'use of a refresh token restarts its idle time.',
    unit: 'seconds',
    example: 1_209_600,
    default: ({ refreshTokenIdleSeconds }) => refreshTokenIdleSeconds,
    refused: [0, 315_360_001, 1.5, '60'],
  },
  refreshTokenLifetimeSeconds: {
    says:
      '`refreshTokenLifetimeSeconds` is the total lifetime of all refresh tokens of one grant: a whole number from 1 to 315360000 (ten ' +
      'years). The total lifetime of the refresh tokens starts when the client redeems the code. Using a refresh token does not extend ' +
      'the total lifetime. After the total lifetime of its refresh tokens, a client must ask the user again.',
    unit: 'seconds',
    example: 7_776_000,
    default: ({ refreshTokenLifetimeSeconds }) => refreshTokenLifetimeSeconds,
    refused: [0, 315_360_001, 1.5, '60'],
  },
  refreshTokenReuseSeconds: {
    says:
      '`refreshTokenReuseSeconds` says how long a client may still use a refresh token that the server has replaced: a whole number from ' +
      '0 to 600. The reuse period of a refresh token starts with its first use. If the client uses the old refresh token again within ' +
      'the reuse period, it receives the same new refresh token as before. A client that never received the response to a refresh ' +
      'therefore stays signed in, and two parallel refresh requests both succeed.\n\nAfter the reuse period, a second use of a refresh ' +
      'token revokes the grant. All refresh tokens and access tokens of a revoked grant become invalid (RFC 9700 §4.14.2). With ' +
      '`refreshTokenReuseSeconds: 0`, any second use of a refresh token revokes the grant.',
    unit: 'seconds',
    example: 10,
    default: ({ refreshTokenReuseSeconds }) => refreshTokenReuseSeconds,
    refused: [-1, 601, 1.5, '30'],
  },
  accessTokenLifetimeSeconds: {
    says:
      '`accessTokenLifetimeSeconds` says how long the server’s own access tokens are valid: a whole number from 1 to 86400 (one day). An ' +
      'access token is never valid for longer than its grant. If you set the server option [`tokens`](#tokens), ' +
      '`accessTokenLifetimeSeconds` has no effect.',
    unit: 'seconds',
    example: 300,
    default: ({ accessTokenLifetimeSeconds }) => accessTokenLifetimeSeconds,
    refused: [0, 86_401, 1.5, '600'],
  },
  authorizationParameters: {
    says:
      '`authorizationParameters` lists the names of additional parameters of authorization requests, for example `organization`, or ' +
      '`nonce` of OpenID Connect. The name of an additional parameter consists of letters, digits, dots, underscores and hyphens. The ' +
      'server throws at startup if the standards already use a name, such as `scope` or `resource`. Clients may omit additional parameters. If a ' +
      'request contains an additional parameter twice, or with a value of more than 512 characters, the server rejects the request ' +
      'with `invalid_request`.\n\n`tokens.issue` receives the additional parameters of the authorization request in ' +
      '`parameters.authorization`. The store keeps additional parameters with the code and the grant, so `tokens.issue` receives them ' +
      'again at each refresh. The server does not check what additional parameters mean, and does not show them to the user. Remembered ' +
      'consent does not depend on additional parameters. Anybody can write the URL of an authorization request with any values, so ' +
      '`tokens.issue` must check whether the user and the client may use them. [Decision 39](decisions/0039-further-parameters.md) gives ' +
      'the reasons for the rules on additional parameters.',
    example: ['organization'],
    default: { says: 'none', shownBy: () => undefined },
    refused: [[], ['scope'], ['a b'], 'organization'],
  },
  tokenParameters: {
    says:
      '`tokenParameters` lists the names of additional parameters of token requests, for example `audience`. The names and values of ' +
      'additional parameters follow the rules of [`authorizationParameters`](#authorizationparameters). `tokens.issue` receives the ' +
      'additional parameters of the current token request in `parameters.token`, and the store does not keep them. A parameter of the ' +
      'token request never replaces a parameter of the authorization request, even if both have the same name. Only the client chooses ' +
      'the parameters of a token request.',
    example: ['audience'],
    default: { says: 'none', shownBy: () => undefined },
    refused: [[], ['grant_type'], ['a b'], 'audience'],
  },
  insecureIssuer: {
    says:
      "`insecureIssuer: 'allow'` permits http URLs outside loopback in `issuer`, `signInUrl` and `consentUrl`. Use `insecureIssuer` on " +
      'test networks only, because codes, tokens and passwords travel unencrypted over http.',
    example: 'allow',
    default: {
      says: 'http URLs are accepted on loopback only',
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
    says: '`name` is a short name of the scope: on the consent page, it tells the user what the client wants to do.',
    example: 'Read your messages',
  },
  description: {
    says: '`description` is an additional sentence about the scope, for the consent page.',
    example: 'The app sees who writes to you, and when.',
  },
};

export const resourceDescriptionEntries: FieldEntries<ResourceDescription> = {
  name: {
    says: '`name` is a short name of the API. The consent page shows the name of each API to which the app asks for access.',
    example: 'Mail API',
  },
  scopes: {
    says:
      '`scopes` lists the scopes that belong to the API. If at least one API lists a scope, clients can request that scope only for APIs ' +
      'that list it. A scope that is in the `scopes` of no API, for example `offline_access`, belongs to every API. An API without `scopes` has ' +
      'only the scopes that belong to every API.',
    example: ['read'],
  },
};
