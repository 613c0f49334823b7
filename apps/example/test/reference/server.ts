import { createHash } from 'node:crypto';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import {
  type AuthorizationServer,
  clientList,
  clientManagement,
  type CodeRecord,
  createAuthorizationServer,
  defineClient,
  introspection,
  grantList,
  memoryClientRegistry,
  type Pages,
  type Paths,
  registration,
  revocation,
  type ServerOptions,
  type Tokens,
} from '@codegrant/server';
import { expect, vi } from 'vitest';
import type { EntriesWithoutExample } from './entries.ts';
import {
  accessTokenIn,
  codeFrom,
  codeIn,
  consentTokenIn,
  leastOptions,
  memoryStorage,
  refreshingOptions,
  refreshTokenIn,
  startWalk,
} from './walk.ts';

type Made = AuthorizationServer<FetchContext>;

const secondsInToken = (consentToken: string): unknown => {
  const content: unknown = JSON.parse(Buffer.from(consentToken.replace(/\..*/, ''), 'base64url').toString());
  return Array.isArray(content) ? content.at(-1) : undefined;
};

export const serverEntries: EntriesWithoutExample<ServerOptions<FetchContext>, Made> = {
  policy: {
    says:
      '`policy` contains the policy settings of the server: see [the policy](#the-policy). Pass plain settings as `policy`, not the result ' +
      'of `definePolicy`. An invalid `policy` throws an `InvalidSettings` that lists every problem.',
    refused: [{}, undefined],
  },
  clients: {
    says:
      '`clients` is the registry of clients: see [the clients port](#the-clients-port). To make a registry from a list of clients, call ' +
      '`clientList`. With a plain list, the server throws at startup.',
    default: {
      says: 'none (required, except if `storage` has `clients`, `clientSources` has a source, or `endpoints` has `registration(…)`)',
      shownBy: () => {
        const { clients: _, ...others } = leastOptions;
        expect(() => createAuthorizationServer(others)).toThrow('clients is missing.');
        const endpoints = [registration({ keys: [new Uint8Array(32).fill(9)] })];
        expect(() => createAuthorizationServer({ ...others, endpoints })).not.toThrow();
      },
    },
    refused: [undefined, [], {}],
  },
  owner: {
    says:
      '`owner` finds the signed-in user in your sessions: see [the owner port](#the-owner-port). In `Owners<Context>`, `Context` is the ' +
      'type of the request object that the adapter passes: `NodeRequest`, `FastifyRequest` or `FetchContext`.',
    refused: [undefined, {}],
  },
  tokens: {
    says:
      '`tokens` issues, finds and revokes access tokens in place of the server: see [the tokens port](#the-tokens-port). Set `tokens` if ' +
      'your access tokens have a format of their own. For example, [@codegrant/jwt](../packages/jwt/README.md) provides a `tokens` port ' +
      'that issues JWTs.',
    default: {
      says:
        'the server issues its own access tokens, with [`opaqueTokens`](#opaquetokens), the ports `accessTokens` and `grants`, and the ' +
        'clock of the server',
      shownBy: async () => {
        const walk = startWalk();
        const response: unknown = await (await walk.redeem(await codeFrom(walk))).json();
        expect(await walk.server.find(accessTokenIn(response))).toMatchObject({ subject: 'user-1', clientId: 'app' });
      },
    },
    refused: [null, {}, { issue: () => undefined }],
  },
  consentKeys: {
    says:
      '`consentKeys` lists, newest first, the keys that sign consent tokens and make refresh tokens. Each consent key is at least 32 ' +
      'random bytes, and every process of the server needs the same keys. The server uses the first consent key for new consent tokens, ' +
      'for new refresh tokens, and for the `subjectHash` of events. Every consent key can verify consent tokens. An invalid consent key ' +
      'throws a `RangeError`, after the server has checked all other options.\n\nTo rotate consent keys ' +
      '([key-rotation.md](key-rotation.md)):\n\n1. Append the new consent key to the list in every process.\n2. Move the new consent key ' +
      'to the front of the list in every process.\n3. When both `consentLifetimeSeconds` and `refreshTokenReuseSeconds` have passed ' +
      'since step 2, remove the old consent key.',
    unit: 'bytes',
    refused: [[], [new Uint8Array(31)], [new Uint8Array(32)], ['a string of thirty-two characters']],
  },
  signInUrl: {
    says:
      '`signInUrl` is the URL of your sign-in page, without a fragment: a path on the server, an https URL, or an http URL on loopback. ' +
      'The path of the sign-in page must differ from all [`paths`](#paths) of endpoints.\n\nAfter sign-in, your sign-in page redirects ' +
      'the browser to the path in the query parameter `return_to`. Validate `return_to` with `returnPath` before the redirect. If the ' +
      'query contains `prompt=select_account`, the user wants to sign in with another account: show the sign-in form even to a signed-in ' +
      'user.',
    default: async () => {
      const nobody = startWalk({ owner: { identify: () => undefined } });
      return (await nobody.authorize()).headers.get('location')?.replace(/\?return_to=.*/, '');
    },
    refused: ['sign-in', '//login.example', '/sign-in#top', '/oauth/authorize', 'http://login.example/sign-in'],
  },
  consentUrl: {
    says:
      '`consentUrl` is the URL of your own consent page, without a fragment: a path on the server, an https URL, or an http URL on ' +
      'loopback. The server passes a signed consent token to your consent page in the query parameter `consent_token`. Your consent page ' +
      'reads the consent request from `paths.consent` + `/{consent_token}`, and posts the decision of the user to `paths.grants`. If ' +
      '`consentUrl` is a full URL, pages of its origin may read the responses at `paths.consent` and `paths.grants` (CORS).',
    default: {
      says: 'the server shows its own consent page, `pages.consent`',
      shownBy: async () => {
        expect((await startWalk().authorize()).headers.get('content-type')).toContain('text/html');
        const hosted = startWalk({ consentUrl: '/ask' });
        expect((await hosted.authorize()).headers.get('location')).toMatch(/^\/ask\?consent_token=/);
      },
    },
    refused: ['ask', '/oauth/consent', '/ask#top', 'http://accounts.example/ask'],
  },
  basePath: {
    says:
      '`basePath` is the path prefix that a proxy or a router removes from requests before they reach the server. For example, nginx ' +
      'removes `/auth` with `location /auth/ { proxy_pass http://app/; }`, and Next.js removes the value of its own option `basePath`. ' +
      '[proxies.md](proxies.md) shows how to configure nginx.\n\nWrite `paths`, `signInUrl` and `consentUrl` without `basePath`. The ' +
      'server adds `basePath` to every URL that it sends: in the metadata, in the OpenAPI document, in the consent form and in ' +
      '`return_to`. If `signInUrl` or `consentUrl` is a path, the server adds `basePath` to it. The server accepts requests with and ' +
      'without the prefix `basePath`.\n\nIf the issuer has a path, the endpoints must be below that path, unless the path of the issuer begins ' +
      "with `basePath`. `basePath: '/'` means that no proxy or router removes a prefix. Set `basePath: '/'` if the issuer has a path and " +
      'the endpoints are outside that path.',
    default: {
      says: 'the server assumes that no proxy removes a prefix from paths',
      shownBy: () => expect(createAuthorizationServer(leastOptions).basePath).toBe(''),
    },
    refused: ['', 'auth', '/auth/', '/auth?x=1'],
  },
  paths: {
    says:
      '`paths` contains the path of each endpoint. Write each path in full, including any prefix that your router adds, but without ' +
      '`basePath`. A slash at the end is part of the path. A path that you omit from `paths` keeps its default.',
    default: {
      says: 'each path has its own default, listed below',
      shownBy: () => expect(createAuthorizationServer(leastOptions).paths).toHaveProperty('authorize'),
    },
    refused: [{ authorise: '/authorize' }, { token: '/oauth/authorize' }],
  },
  endpoints: {
    says:
      '`endpoints` lists additional endpoints, which you import from `@codegrant/server`. Your bundle contains the source code of an ' +
      'additional endpoint only if you import that endpoint.\n\n- `grantList` serves the list of a user’s grants: see [the grants of ' +
      'users](#the-grants-of-users).\n- `revocation` is the revocation endpoint (RFC 7009), at which a client can revoke its own access ' +
      'tokens and refresh tokens. Revoking a refresh token revokes the whole grant.\n- `introspection()` is the introspection endpoint ' +
      '(RFC 7662), at which a confidential client can look up its own tokens. The member [`introspection`](#introspection) of a ' +
      "registration lets a resource server look up the tokens of other clients.\n- `introspection({ askers: 'clientsAndOwners' })` also " +
      'lets users look up the access tokens of their own grants. If an introspection request has a Bearer token and names no client, the ' +
      'server calls `owner.identify` to find the user.\n- `registration({ keys })` is the registration endpoint (RFC 7591), at which ' +
      'clients register themselves. A key of `registration({ keys })` must not be in `consentKeys`. See [the settings of ' +
      '`registration`](../packages/server/README.md#clients-that-register-themselves) and [decision ' +
      '48](decisions/0048-clients-that-register-themselves.md).\n- `clientManagement({ registry, authorize })` adds the endpoints at ' +
      'which you manage clients over HTTP. See [the settings of `clientManagement`](../packages/server/README.md#clients-that-you-manage) and ' +
      '[decision 49](decisions/0049-clients-managed-by-the-operator.md).\n\nWith the option `tokens`, the endpoints `revocation` and ' +
      '`introspection()` require the function `tokens.find`, and the revocation of access tokens requires `tokens.revokeToken`. ' +
      '[Decision 41](decisions/0041-revocation-and-introspection.md) gives the reasons for revocation and introspection.',
    default: {
      says: 'none',
      shownBy: () => {
        const { paths } = createAuthorizationServer(leastOptions);
        for (const name of ['grantList', 'clientList', 'revoke', 'introspect', 'register'])
          expect(paths).not.toHaveProperty(name);
      },
    },
    refused: ['grantList', [{}], [revocation, revocation]],
  },
  corsOrigins: {
    says:
      '`corsOrigins` lists the origins whose pages may read the metadata, the public keys, and the responses of the token, revocation ' +
      'and registration endpoints (CORS). Write each origin as a browser sends it: in lower case, without the default port and without a ' +
      'slash at the end. An empty `corsOrigins` allows no origin except the server’s own.',
    default: {
      says: 'every origin, because the endpoints to which `corsOrigins` applies read no cookies',
      shownBy: async () => {
        const preflight = new Request('https://login.example/oauth/token', {
          method: 'OPTIONS',
          headers: { origin: 'https://any.example' },
        });
        const { headers } = await createFetchHandler(createAuthorizationServer(leastOptions)).fetch(preflight);
        expect(headers.get('access-control-allow-origin')).toBe('https://any.example');
      },
    },
    refused: ['https://spa.example', ['https://spa.example/'], ['*']],
  },
  tokenRequestTypes: {
    says:
      '`tokenRequestTypes` lists the types of request bodies that the token, revocation and introspection endpoints accept: `form` ' +
      'alone, or `form` and `json`. A JSON body has the content type `application/json`, and is one object whose members are the request ' +
      'parameters. All values in a JSON body are strings, without percent-encoding. The server applies the same rules and limits to JSON ' +
      'bodies as to forms, and sends the same responses. If a value in a JSON body is not a string, or if a parameter is repeated, the ' +
      'client receives `invalid_request`.\n\nMount the handler of the server before body parsers such as `express.json()`, because a body ' +
      'parser hides repeated parameters. [Decision 37](decisions/0037-json-token-requests.md) gives the reasons for JSON bodies.',
    default: {
      says: "`['form']`",
      shownBy: async () => {
        const statusWith = async (changes: Partial<ServerOptions<FetchContext>>): Promise<number> => {
          const request = new Request('https://login.example/oauth/token', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"client_id":"nobody"}',
          });
          const { fetch } = createFetchHandler(createAuthorizationServer({ ...leastOptions, ...changes }));
          return (await fetch(request)).status;
        };
        expect(await statusWith({})).toBe(415);
        expect(await statusWith({ tokenRequestTypes: ['form', 'json'] })).toBe(401);
      },
    },
    refused: ['json', ['json'], ['form', 'xml']],
  },
  store: {
    says:
      '`store` keeps codes and the decisions of users on consent requests: see [the store port](#the-store-port). The default store ' +
      'works only within one process, and loses its contents when the process ends. If you set `store`, set [`grants`](#grants) and ' +
      '[`accessTokens`](#accesstokens) too: their defaults keep tokens in memory, so a restart would lose the tokens. If you set `store` ' +
      'and [`tokens`](#tokens), you do not need `accessTokens`.',
    default: {
      says: '`memoryStore(now)`, with the clock of the server',
      shownBy: async () => {
        const walk = startWalk();
        const code = await codeFrom(walk);
        expect([(await walk.redeem(code)).status, (await walk.redeem(code)).status]).toEqual([200, 400]);
      },
    },
    refused: [{}, null],
  },
  consents: {
    says:
      '`consents` remembers the scopes that users have allowed: see [the consents port](#the-consents-port). The default `consents` port ' +
      'loses its contents when the process ends, and the server then asks users again.',
    default: {
      says: '`memoryConsents()`',
      shownBy: async () => {
        const walk = startWalk();
        await codeFrom(walk);
        expect(codeIn(await walk.authorize())).toMatch(/^[\w-]{43}$/);
      },
    },
    refused: [{}, null],
  },
  grants: {
    says:
      '`grants` stores grants and refresh tokens: see [the grants port](#the-grants-port). The default `grants` port loses its contents ' +
      'when the process ends, and clients must then ask users again. If you set `store`, set `grants` too.\n\nA server with `store` and ' +
      '[`tokens`](#tokens) may omit `grants` if the policy issues no refresh tokens and [`endpoints`](#endpoints) does not contain ' +
      '`grantList`. A server with `store` and without `grants` stores no grants.',
    default: {
      says: '`memoryGrants(now)`, with the clock of the server',
      shownBy: async () => {
        const walk = startWalk(refreshingOptions);
        const refreshToken = refreshTokenIn(await (await walk.redeem(await codeFrom(walk))).json());
        expect((await walk.refresh(refreshToken)).status).toBe(200);
      },
    },
    refused: [{}, null],
  },
  accessTokens: {
    says:
      '`accessTokens` stores the server’s own access tokens: see [the accessTokens port](#the-accesstokens-port). The default ' +
      '`accessTokens` port loses its contents when the process ends. If you set `store`, set `accessTokens` too. If you set ' +
      '[`tokens`](#tokens), the server does not use the `accessTokens` port.',
    default: {
      says: '`memoryAccessTokens(now)`, with the clock of the server',
      shownBy: async () => {
        const walk = startWalk({ now: () => 1_767_225_600 });
        const response: unknown = await (await walk.redeem(await codeFrom(walk))).json();
        expect(await walk.server.find(accessTokenIn(response))).toMatchObject({ issuedAt: 1_767_225_600 });
      },
    },
    refused: [{}, null],
  },
  storage: {
    says:
      '`storage` contains the ports that keep their data in a database: `store`, `consents`, `clients`, `grants` and `accessTokens`. ' +
      '`sqlStore` of [@codegrant/sql](../packages/sql/README.md) provides all five storage ports. `redisStore` of ' +
      '[@codegrant/redis](../packages/redis/README.md) provides `store`, `grants` and `accessTokens`. `sqlStore` and `redisStore` return ' +
      '`{ storage }`: write `...sqlStore(db)` or `...redisStore(send)` in the options.\n\nFor two databases, set `storage` to a list: ' +
      "`storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })]`. If `storage` contains " +
      '`clients`, omit the option `clients`. The server throws if two sources provide the same port. The server also throws if you spread ' +
      '`...sqlStore(db)` into the options and then set `storage` a second time.',
    default: {
      says: 'none',
      shownBy: async () => {
        const { clients, ...others } = leastOptions;
        const server = createAuthorizationServer({ ...others, storage: { clients } });
        expect(server.paths.token).toBe('/oauth/token');
      },
    },
    refused: [null, [null], { tokens: {} }],
  },
  grantTypes: {
    says:
      '`grantTypes` lists the grant types of the server besides `authorization_code` and `refresh_token`. A client can use a grant type ' +
      'only if the registration of the client lists it in `grant_types`. The metadata of the server names every grant type in ' +
      '`grantTypes`. Your bundle contains the source code of a grant type only if you import it.\n\n- `clientCredentials` issues access ' +
      'tokens to a client for itself, without a user (RFC 6749 §4.4). A client with the grant type `client_credentials` must be ' +
      'confidential and must have a `scope`. With `client_credentials`, a client receives only scopes from its registered `scope`, and ' +
      'no refresh token. For a `client_credentials` request, `tokens.issue` receives a grant whose `subject` is `undefined`. Never use ' +
      'the `clientId` as the identifier of a user (RFC 9700 §4.15).\n- `extensionGrant(name, function)` adds a grant type of your own ' +
      '(RFC 6749 §4.5), for example the device flow or token exchange.\n\n[A grant type of your own](#a-grant-type-of-your-own) shows ' +
      'the device flow as an example.',
    default: { says: 'none', shownBy: () => expect(createAuthorizationServer(leastOptions).grantTypes).toEqual([]) },
    refused: [null, ['client_credentials'], { 'urn:example:grant': () => ({ error: 'invalid_grant' }) }],
  },
  clientSources: {
    says:
      '`clientSources` lists the sources from which the server takes clients that you do not register yourself. For example, ' +
      '`clientDocuments` of [@codegrant/client-documents](../packages/client-documents/README.md) finds clients whose `client_id` is the ' +
      'URL of a client metadata document. If a `client_id` is in `clients` and in a client source, the server uses the registration in ' +
      '`clients`. You may omit `clients` if `clientSources` has a source, or if [`endpoints`](#endpoints) contains `registration(…)`. ' +
      'The server applies the time limit of ports, [`portTimeoutMilliseconds`](#porttimeoutmilliseconds), to client sources too.',
    default: {
      says: 'none',
      shownBy: async () => {
        const { fetch } = createFetchHandler(createAuthorizationServer(leastOptions));
        const query =
          'client_id=https%3A%2F%2Fclient.example%2Fclient.json&redirect_uri=https%3A%2F%2Fclient.example%2Fcb';
        expect((await fetch(new Request(`https://login.example/oauth/authorize?${query}`))).status).toBe(404);
      },
    },
    refused: [null, ['client-documents'], { find: () => undefined }],
  },
  clientAssertions: {
    says:
      '`clientAssertions` lets clients authenticate with a private key (`private_key_jwt`, RFC 7523) at every endpoint where clients ' +
      'authenticate. Set `clientAssertions` to the result of `privateKeyJwt` from ' +
      '[@codegrant/client-assertions](../packages/client-assertions/README.md). To register a client with a private key, set ' +
      "`token_endpoint_auth_method: 'private_key_jwt'`, and put the public keys in [`jwks`](#jwks). A client that signs an assertion " +
      'sends no secret. The server accepts each client assertion only once, and records the use of the assertion in the ' +
      '[store](#the-store-port).',
    default: {
      says: 'none: clients have a secret, or are public clients',
      shownBy: () => {
        const client = defineClient({
          client_id: 'app',
          redirect_uris: ['https://app.example/cb'],
          token_endpoint_auth_method: 'private_key_jwt',
          jwks_uri: 'https://app.example/jwks.json',
        });
        expect(() => createAuthorizationServer({ ...leastOptions, clients: clientList([client]) })).toThrow(
          'client "app": private_key_jwt needs the option clientAssertions.',
        );
      },
    },
    refused: [null, 'private_key_jwt', {}],
  },
  limits: {
    says:
      '`limits` restricts how often a caller may send a wrong client secret, register a client, or make the server fetch a client ' +
      'metadata document. If a caller reaches a limit, the response has the status 429 and the header `Retry-After`.\n\nSet `limits` to ' +
      'the result of `memoryLimits` or `redisLimits` from [@codegrant/limits](../packages/limits/README.md). To count attempts with a ' +
      'function of your own, set `limits` to the result of `defineLimits({ take, callerOf })`: see [the limits](#the-limits). Without ' +
      '`callerOf`, the server does not limit wrong client secrets: with a limit for all callers together, anybody could lock out a ' +
      'client.',
    default: {
      says: 'no limits',
      shownBy: async () => {
        const confidential = defineClient({
          client_id: 'app',
          client_secret: 'a-secret',
          redirect_uris: ['https://app.example/cb'],
        });
        const { fetch } = createFetchHandler(
          createAuthorizationServer({ ...leastOptions, clients: clientList([confidential]) }),
        );
        const body = 'grant_type=authorization_code&client_id=app&client_secret=wrong';
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        for (let time = 0; time < 50; time += 1) {
          const request = new Request('https://login.example/oauth/token', { method: 'POST', headers, body });
          expect((await fetch(request)).status).toBe(401);
        }
      },
    },
    refused: [null, { take: () => ({ allowed: true }) }],
  },
  portTimeoutMilliseconds: {
    says:
      '`portTimeoutMilliseconds` says how long the server waits for a promise from [a port](#the-ports): a whole number from 1 to 600000 ' +
      '(ten minutes). If a port function takes longer than `portTimeoutMilliseconds`, the server stops waiting, and responds as if the ' +
      'function had thrown [`TemporarilyUnavailable`](#temporarilyunavailable).\n\nChoose a `portTimeoutMilliseconds` that is longer ' +
      'than the time limits of your database driver, because the errors of the driver are more precise. The time limit of your proxy ' +
      'should be longer than `portTimeoutMilliseconds`. A request may call up to eight port functions, one after another.',
    unit: 'milliseconds',
    default: {
      says: '`10000`',
      shownBy: async () => {
        vi.useFakeTimers();
        try {
          const causes: string[] = [];
          const answer = startWalk({
            clients: { find: () => new Promise(() => {}) },
            report: (event) => void (event.kind === 'failed' && causes.push(String(event.cause))),
          }).authorize();
          await vi.advanceTimersByTimeAsync(10_000);
          expect([(await answer).status, causes]).toEqual([
            503,
            [expect.stringContaining('within 10000 milliseconds')],
          ]);
        } finally {
          vi.useRealTimers();
        }
      },
    },
    refused: [0, 0.5, 600_001, '5000'],
  },
  pages: {
    says: '`pages` contains a function for each page that users see. A page that you omit from `pages` keeps its default.',
    default: {
      says: 'the server’s own pages in English, without scripts',
      shownBy: async () => {
        const page = await startWalk().authorize();
        expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(await page.text()).toContain('<html lang="en">');
      },
    },
    refused: [{ consents: () => undefined }, { consent: 'page.html' }],
  },
  report: {
    says:
      '`report` receives the events of requests: see [the report port](#the-report-port). The server does not wait for `report`. If ' +
      '`report` throws, the error goes to `console.error`.',
    default: {
      says: '`failed` events go to `console.error` with their cause, and no other events are reported',
      shownBy: async () => {
        const written = vi.spyOn(console, 'error').mockReturnValue();
        await startWalk().authorize();
        expect(written).not.toHaveBeenCalled();
        const cause = new Error('no database');
        await startWalk({ owner: { identify: () => Promise.reject(cause) } }).authorize();
        expect(written).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Set report to handle it.'), cause);
        written.mockRestore();
      },
    },
    refused: [{}, null],
  },
  now: {
    says:
      '`now` is the clock of the server. The server ignores fractions of a second in the result of `now`. At startup, the server calls ' +
      '`now` once, and rejects a clock that throws or returns milliseconds.\n\nThe default ports use the clock of the server. If you ' +
      'call `memoryStore`, `memoryGrants`, `memoryAccessTokens`, `opaqueTokens` or `sqlStore` yourself, the result has its own clock. ' +
      '`redisStore` always uses the system clock. If the clock of a store is ahead of the server’s clock, the store deletes codes and ' +
      'tokens before they expire.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    default: {
      says: 'the system clock',
      shownBy: async () => {
        const expiresAt = secondsInToken(await consentTokenIn(await startWalk().authorize()));
        expect(Math.abs(Number(expiresAt) - Date.now() / 1000 - 600)).toBeLessThan(60);
      },
    },
    refused: [() => Date.now(), () => new Date(), 1_700_000_000],
  },
  random: {
    says:
      '`random` returns `length` cryptographically random bytes. Each call of `random` asks for 32 bytes, which the server uses for only ' +
      'one code, consent token, access token or refresh token. At startup, the server calls `random` once, and throws if the result is ' +
      'invalid. A result of `random` is invalid if it is a promise, if it has fewer than `length` bytes, or if its first 32 bytes have ' +
      'fewer than 12 different values, for example only zeros. If a later result of `random` is invalid, the HTTP request fails. A port ' +
      'that you make with `opaqueTokens` does not use `random`.',
    unit: 'bytes',
    default: {
      says: '`crypto.getRandomValues`',
      shownBy: async () => {
        const spy = vi.spyOn(crypto, 'getRandomValues');
        await startWalk().authorize();
        expect(spy).toHaveBeenCalled();
        spy.mockRestore();
      },
    },
    refused: [new Uint8Array(32), (length: number) => new Uint8Array(length), () => new Uint8Array(8)],
  },
  sha256: {
    says:
      '`sha256` is a synchronous SHA-256 function. `sha256` accepts a string, and returns the hash of its UTF-8 bytes as 43 base64url ' +
      'characters. The server uses `sha256` to hash codes, code verifiers, access tokens, refresh tokens and the client secrets in ' +
      'requests. The server does not use `sha256` to sign. At startup, the server tests `sha256`, and rejects a function that returns a ' +
      'promise or a wrong hash.',
    default: {
      says: 'the function `hash` of `node:crypto` if the platform has it, or else an implementation in plain JavaScript',
      shownBy: async () => {
        const saved: CodeRecord[] = [];
        const storage = memoryStorage();
        const saveCode = (record: CodeRecord): void => {
          saved.push(record);
          void storage.store.saveCode(record);
        };
        const code = await codeFrom(startWalk({ ...storage, store: { ...storage.store, saveCode } }));
        expect(saved.map(({ codeHash }) => codeHash)).toEqual([createHash('sha256').update(code).digest('base64url')]);
      },
    },
    refused: [
      (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
      (text: string) => text,
    ],
  },
};

const pathOf = (name: keyof Paths) => (): unknown => {
  const endpoints = [
    grantList,
    clientManagement({ registry: memoryClientRegistry(), authorize: () => undefined }),
    revocation,
    introspection(),
    registration({ keys: [new Uint8Array(32).fill(9)] }),
  ];
  return createAuthorizationServer({ ...leastOptions, consentUrl: '/ask', endpoints }).paths[name];
};

/** A port whose tokens are JWTs, as far as paths are concerned. */
export const tokensWithKeys: Tokens = {
  issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
  revoke: () => {},
  find: () => undefined,
  jwks: () => ({ keys: [] }),
};

export const pathEntries: EntriesWithoutExample<Partial<Paths>, Made> = {
  authorize: {
    says:
      '`paths.authorize` is the path of the authorization endpoint, which accepts GET and POST. In the metadata of the server, ' +
      '`authorization_endpoint` is the URL of the authorization endpoint.',
    default: pathOf('authorize'),
    refused: ['oauth/authorize', '/oauth/authorize?x=1', '/oauth/:path'],
  },
  consent: {
    says:
      '`paths.consent` is the path to which the server’s consent page posts its form. If `consentUrl` is set, the server also serves the ' +
      'details of each consent request below `paths.consent`. With the default path, the details of a consent request are at ' +
      '`/oauth/consent/{consent_token}`.',
    default: pathOf('consent'),
    refused: ['/oauth/consent/*', '/oauth//consent'],
  },
  grants: {
    says:
      '`paths.grants` is the path to which your own consent page posts the decision of the user, as JSON. The server serves `paths.grants` ' +
      'only if `consentUrl` is set.',
    default: pathOf('grants'),
    refused: ['/oauth/token'],
  },
  grantList: {
    says:
      '`paths.grantList` is the path of the list of a user’s grants. The path of each grant is below `paths.grantList`, for example ' +
      '`/oauth_grants/{id}`. The server serves `paths.grantList` only if [`endpoints`](#endpoints) contains `grantList`. `paths.grantList` ' +
      'may be the same path as `paths.grants`, because their HTTP methods differ.',
    default: pathOf('grantList'),
    refused: ['/oauth/token', 'oauth_grants'],
  },
  clientList: {
    says:
      '`paths.clientList` is the path of the list of an organization’s clients. The path of each client is below `paths.clientList`, for ' +
      'example `/oauth_clients/{id}`. The server serves `paths.clientList` only if [`endpoints`](#endpoints) contains ' +
      '`clientManagement(…)`.',
    default: pathOf('clientList'),
    refused: ['/oauth/token', 'oauth_clients'],
  },
  token: {
    says:
      '`paths.token` is the path of the token endpoint, which accepts POST, even from pages of other origins (CORS). In the metadata of ' +
      'the server, `token_endpoint` is the URL of the token endpoint.',
    default: pathOf('token'),
    refused: ['/oauth/../token'],
  },
  revoke: {
    says:
      '`paths.revoke` is the path of the revocation endpoint, which accepts POST, even from pages of other origins (CORS). The server ' +
      'has a revocation endpoint, and its metadata contains `revocation_endpoint`, only if [`endpoints`](#endpoints) contains ' +
      '`revocation`.',
    default: pathOf('revoke'),
    refused: ['/oauth/token'],
  },
  introspect: {
    says:
      '`paths.introspect` is the path of the introspection endpoint, which accepts POST. The server has an introspection endpoint, and ' +
      'its metadata contains `introspection_endpoint`, only if [`endpoints`](#endpoints) contains `introspection()`.',
    default: pathOf('introspect'),
    refused: ['introspect'],
  },
  register: {
    says:
      '`paths.register` is the path of the registration endpoint, which accepts POST, even from pages of other origins (CORS). The ' +
      'server has a registration endpoint, and its metadata contains `registration_endpoint`, only if [`endpoints`](#endpoints) contains ' +
      '`registration(…)`.',
    default: pathOf('register'),
    refused: ['/oauth/token'],
  },
  metadata: {
    says:
      '`paths.metadata` is the path of the server’s metadata (RFC 8414). RFC 8414 puts the path of the issuer at the end: for the ' +
      'issuer `https://login.example/tenant`, the server serves the metadata at `/.well-known/oauth-authorization-server/tenant` too. Two servers on one host need different values of `paths.metadata`.',
    default: pathOf('metadata'),
    refused: ['/oauth/authorize'],
  },
  jwks: {
    says:
      '`paths.jwks` is the path at which the server publishes its public keys (RFC 7517), for GET requests. APIs verify access tokens ' +
      'with the public keys. The server publishes public keys, and its metadata contains `jwks_uri`, only if the `tokens` port has the ' +
      'function `jwks`. The `tokens` port of [@codegrant/jwt](../packages/jwt/README.md) has this function.',
    default: () => createAuthorizationServer({ ...leastOptions, tokens: tokensWithKeys }).paths['jwks'],
    refused: ['/oauth/jwks?x=1'],
  },
};

export const pageEntries: EntriesWithoutExample<Partial<Pages>, Made> = {
  refusal: {
    says:
      '`pages.refusal` makes the error page that users see if the server cannot redirect to the client. The arguments of `pages.refusal` ' +
      'are `({ rule, clientId }, retryUrl)`:\n\n- `rule.message` describes the error.\n- `rule.verdict.status` is the HTTP status of the ' +
      'error page.\n- `retryUrl` is the URL at which the user can start again, or `undefined`.\n\nThe result of `pages.refusal` is `{ ' +
      'html, sources }`: the function `page(title, content)` makes such an object.',
    default: {
      says: 'the error page shows the message and the name of the rule',
      shownBy: async () => {
        const unknown = await startWalk().authorize({ client_id: 'unknown' });
        expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('client-registered')]);
      },
    },
    refused: ['sorry.html'],
  },
  consent: {
    says:
      '`pages.consent` makes the consent page. The argument of `pages.consent` is `{ question, action }`:\n\n- `question` contains the ' +
      'authorization request with its client, the user, the scopes and the consent token.\n- `action` is the URL to which the consent ' +
      'form must be posted.\n\nThe consent form must post `consent_token` and `decision` (`allow` or `deny`). If the user can choose ' +
      'scopes, the form must also post the field `scope` once for each chosen scope, and once more with an empty value.',
    default: {
      says: 'the consent page has a checkbox for each scope, and the buttons Deny and Allow',
      shownBy: async () => {
        const text = await (await startWalk().authorize({ scope: 'read write' })).text();
        expect(text).toContain('name="decision" value="deny"');
        expect(text.match(/type="checkbox"/g)).toHaveLength(2);
      },
    },
    refused: [null],
  },
  redirect: {
    says:
      '`pages.redirect` makes the page that leads the browser to the client. The server sends the redirect page after the user has ' +
      'decided on the consent page, or directly after sign-in if no consent page is necessary. The argument of `pages.redirect` is `{ ' +
      'decision, location, automatic }`. The redirect page must show a link to `location`.\n\nIf `automatic` is true, the server sends ' +
      'the redirect page with the header `Refresh`, so the browser goes on to `location` by itself. Users see an automatic redirect page ' +
      'only for a moment, or while the browser opens an app. If `automatic` is false, the browser stays on the redirect page, and the ' +
      'user decides whether to follow the link. Therefore, the link must name the host of `location`. The server sets `automatic` to false if ' +
      'the authorization request ended with an error and the client is not [trusted](#trusted).',
    default: {
      says: 'the redirect page has a link to the client',
      shownBy: async () => {
        const walk = startWalk();
        const response = await walk.answer(await consentTokenIn(await walk.authorize()));
        const link = (response.headers.get('refresh') ?? '').replace('0;url=', '').replaceAll('&', '&amp;');
        expect(link).toContain('?code=');
        expect(await response.text()).toContain(`<a href="${link}"`);
      },
    },
    refused: ['go.html'],
  },
};
