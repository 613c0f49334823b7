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
    says: 'The policy of the server: see [the policy](#the-policy). Pass the plain settings, not the result of `definePolicy`. Invalid settings throw an `InvalidSettings` that lists every problem.',
    refused: [{}, undefined],
  },
  clients: {
    says:
      'The registry of clients: see [the contract of the port](#the-clients-port). `clientList` makes a registry from a list of ' +
      'clients. A plain list of clients throws.',
    default: {
      says: 'none (required, unless `storage` has `clients`, `clientSources` has a source, or `endpoints` has `registration(…)`)',
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
      'Finds the signed-in user in your sessions: see [the contract of the port](#the-owner-port). The option is named `owner`, and ' +
      'its type is `Owners`. `Context` is the type of the request object that the adapter passes: `NodeRequest`, `FastifyRequest` ' +
      'or `FetchContext`.',
    refused: [undefined, {}],
  },
  tokens: {
    says: 'Issues, finds and revokes access tokens in place of the server: see [the contract of the port](#the-tokens-port). Set this option if your access tokens have a format of their own. For example, [@codegrant/jwt](../packages/jwt/README.md) has a port whose access tokens are JWTs.',
    default: {
      says: 'the server’s own access tokens: [`opaqueTokens`](#opaquetokens) with the ports `accessTokens` and `grants`, and with the clock of this server',
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
      'The keys that sign consent tokens and make refresh tokens, newest first. Each key is at least 32 random bytes. Every process of the server needs the ' +
      'same keys. The first key signs new consent tokens and makes new refresh tokens. Every key can verify consent tokens. To rotate keys, first append ' +
      'the new key to the list in every process. Then move the new key to the front in every process. When both `consentLifetimeSeconds` and `refreshTokenReuseSeconds` have passed since then, remove the old key ([key-rotation.md](key-rotation.md)). The server also uses the first key for the `subjectHash` of ' +
      'events. An invalid key throws a `RangeError`. The server checks the keys after all other options.',
    unit: 'bytes',
    refused: [[], [new Uint8Array(31)], [new Uint8Array(32)], ['a string of thirty-two characters']],
  },
  signInUrl: {
    says:
      'Your sign-in page: a path on this server or an https URL, without a fragment. On loopback, an http URL is accepted. The query parameter `return_to` contains the path to which your page redirects the browser after sign-in. Validate this path with `returnPath` before the redirect. The page must not be at one of the [`paths`](#paths) of the server. ' +
      'If the query has `prompt=select_account`, the user wants to sign in with another account: show the form even if the user is signed in.',
    default: async () => {
      const nobody = startWalk({ owner: { identify: () => undefined } });
      return (await nobody.authorize()).headers.get('location')?.replace(/\?return_to=.*/, '');
    },
    refused: ['sign-in', '//login.example', '/sign-in#top', '/oauth/authorize', 'http://login.example/sign-in'],
  },
  consentUrl: {
    says:
      'Your own consent page: a path on this server or an https URL, without a fragment. On loopback, an http URL is accepted. The ' +
      'server passes a signed consent token to the page in the query parameter `consent_token`. The page reads the consent request ' +
      'from `paths.consent` + `/{consent_token}`, and posts the answer to `paths.grants`. If `consentUrl` is a full URL, CORS ' +
      'allows pages of the same origin to read both responses.',
    default: {
      says: 'the server’s consent page, `pages.consent`',
      shownBy: async () => {
        expect((await startWalk().authorize()).headers.get('content-type')).toContain('text/html');
        const hosted = startWalk({ consentUrl: '/ask' });
        expect((await hosted.authorize()).headers.get('location')).toMatch(/^\/ask\?consent_token=/);
      },
    },
    refused: ['ask', '/oauth/consent', '/ask#top', 'http://accounts.example/ask'],
  },
  basePath: {
    says: 'The prefix that a proxy or a router removes from the path before a request reaches the server. For example, nginx removes `/auth` with `location /auth/ { proxy_pass http://app/; }`, and Next.js removes the value of its option `basePath`. Write `paths`, `signInUrl` and `consentUrl` without the prefix. The server adds the prefix to every URL that it sends: in the metadata, in the OpenAPI document, in the consent form and in `return_to`. If `signInUrl` or `consentUrl` is a path, the server adds the prefix to this path too. The server accepts requests with and without the prefix. If the issuer has a path, the endpoints must be below that path, or the path of the issuer must begin with `basePath`. The value `/` means that nothing is removed. Set `/` if the issuer has a path and the endpoints are outside that path. See [how to configure nginx](proxies.md).',
    default: {
      says: 'nothing is removed',
      shownBy: () => expect(createAuthorizationServer(leastOptions).basePath).toBe(''),
    },
    refused: ['', 'auth', '/auth/', '/auth?x=1'],
  },
  paths: {
    says:
      'The paths of the endpoints. Each path is described below. Write each path in full, including any prefix that your router ' +
      'adds, but without `basePath`. A slash at the end is part of a path. A path that you omit keeps its default.',
    default: {
      says: 'each path has its own default, described below',
      shownBy: () => expect(createAuthorizationServer(leastOptions).paths).toHaveProperty('authorize'),
    },
    refused: [{ authorise: '/authorize' }, { token: '/oauth/authorize' }],
  },
  endpoints: {
    says: "Additional endpoints, each imported from `@codegrant/server`. Your bundle contains the code of an endpoint only if you import the endpoint. `grantList` is the list of the grants of a user: see [the grants of users](#the-grants-of-users). `revocation` is the revocation endpoint (RFC 7009). A client can revoke one of its access tokens or one of its refresh tokens. The revocation of a refresh token revokes the whole grant. `introspection()` is the introspection endpoint (RFC 7662). A client with a secret can ask about its own tokens. A resource server can also ask about the tokens that [`introspection`](#introspection) in its registration selects. `introspection({ askers: 'clientsAndOwners' })` also answers users. If a request has a Bearer token and names no client, the server calls `owner.identify` to find the user. A user can ask about the access tokens of the user’s own grants. If you set `tokens`, `revocation` and `introspection()` require `tokens.find`. The revocation of access tokens also requires `tokens.revokeToken`. See [decision 41](decisions/0041-revocation-and-introspection.md). `registration({ keys })` is the registration endpoint (RFC 7591), at which clients register themselves. A key of `keys` that is also in `consentKeys` throws. See [its settings](../packages/server/README.md#clients-that-register-themselves) and [decision 48](decisions/0048-clients-that-register-themselves.md). `clientManagement({ registry, authorize })` lets others manage clients over HTTP: see [its settings](../packages/server/README.md#clients-that-you-manage) and [decision 49](decisions/0049-clients-managed-by-the-operator.md).",
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
      'The origins whose pages may read the metadata, the public keys, the token responses and the responses to revocations. Write each origin as a browser sends it: in lower case, without ' +
      'the default port and without a slash at the end. An empty list allows no other origin. Other endpoints are not affected.',
    default: {
      says: 'every origin, because these endpoints read no cookies',
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
    says: 'The types of request bodies that the token endpoint, the revocation endpoint and the introspection endpoint accept: `form` alone, or `form` and `json`. A JSON body has the content type `application/json`, and is one object whose members are the parameters. Each value is a string, and nothing is percent-encoded. The rules, the limits and the responses are the same as for a form. If a value is not a string, or if a name is repeated, the client receives `invalid_request`. A body parser that runs before the handler, such as `express.json()`, hides repeated names. Therefore, mount the handler before the parser. See [decision 37](decisions/0037-json-token-requests.md).',
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
    says: 'Stores codes and the answers to consent requests: see [the contract of the port](#the-store-port). The default store serves one process, and loses its contents when the process ends. If you set `store`, set [`grants`](#grants) and [`accessTokens`](#accesstokens) too. Otherwise, the tokens would be in memory, and would be lost before the contents of your store. If you set [`tokens`](#tokens), you do not need `accessTokens`.',
    default: {
      says: '`memoryStore(now)`, with the clock of this server',
      shownBy: async () => {
        const walk = startWalk();
        const code = await codeFrom(walk);
        expect([(await walk.redeem(code)).status, (await walk.redeem(code)).status]).toEqual([200, 400]);
      },
    },
    refused: [{}, null],
  },
  consents: {
    says: 'Remembers the scopes that users have allowed: see [the contract of the port](#the-consents-port). The default port loses its contents when the process ends. The server then asks users again.',
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
    says: 'Stores grants and refresh tokens: see [the contract of the port](#the-grants-port). The default port loses its contents when the process ends. Clients must then ask users again. If you set `store`, set `grants` too. There is one exception: you do not need `grants` if you set [`tokens`](#tokens), the policy issues no refresh tokens, and [`endpoints`](#endpoints) does not contain `grantList`. In this case, the server keeps no grants, unless you set `grants`.',
    default: {
      says: '`memoryGrants(now)`, with the clock of this server',
      shownBy: async () => {
        const walk = startWalk(refreshingOptions);
        const refreshToken = refreshTokenIn(await (await walk.redeem(await codeFrom(walk))).json());
        expect((await walk.refresh(refreshToken)).status).toBe(200);
      },
    },
    refused: [{}, null],
  },
  accessTokens: {
    says: 'Stores the server’s own access tokens: see [the contract of the port](#the-accesstokens-port). The default port loses its contents when the process ends. If you set `store`, set `accessTokens` too. If you set [`tokens`](#tokens), the server does not use this port.',
    default: {
      says: '`memoryAccessTokens(now)`, with the clock of this server',
      shownBy: async () => {
        const walk = startWalk({ now: () => 1_767_225_600 });
        const response: unknown = await (await walk.redeem(await codeFrom(walk))).json();
        expect(await walk.server.find(accessTokenIn(response))).toMatchObject({ issuedAt: 1_767_225_600 });
      },
    },
    refused: [{}, null],
  },
  storage: {
    says: "The ports that keep their data in a database: `store`, `consents`, `clients`, `grants` and `accessTokens`. `sqlStore` of [@codegrant/sql](../packages/sql/README.md) provides all five ports. `redisStore` of [@codegrant/redis](../packages/redis/README.md) provides `store`, `grants` and `accessTokens`. Both functions return `{ storage }`: write `...sqlStore(db)` or `...redisStore(send)` in the options. For two databases, write a list of the results: `storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })]`. If `storage` contains `clients`, omit the option `clients`. The server throws if two sources provide the same port. The server also throws if you spread a store into the options and then set another `storage`.",
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
      'The grant types of the server besides `authorization_code` and `refresh_token`. The metadata lists the names of these grant types. A client can use a grant type only if the `grant_types` of the client contain its name. ' +
      '`clientCredentials` gives a client access tokens for the client itself, without a user (RFC 6749 §4.4). Such a client must have a secret and a `scope`. The access tokens have only scopes of this `scope`. The client receives no refresh token. ' +
      '`tokens.issue` receives a grant whose `subject` is `undefined`: never use the `clientId` as the identifier of a user (RFC 9700 §4.15). ' +
      '`extensionGrant(name, function)` adds a grant type of your own (RFC 6749 §4.5), for example the device flow or token exchange: see [the example](#a-grant-type-of-your-own). ' +
      'Your bundle contains the code of a grant type only if you import the grant type.',
    default: { says: 'none', shownBy: () => expect(createAuthorizationServer(leastOptions).grantTypes).toEqual([]) },
    refused: [null, ['client_credentials'], { 'urn:example:grant': () => ({ error: 'invalid_grant' }) }],
  },
  clientSources: {
    says:
      'Sources of clients that you do not register. Each source comes from a package: `clientDocuments` of [@codegrant/client-documents](../packages/client-documents/README.md) finds clients whose `client_id` is the URL of a client metadata document. ' +
      'If `clients` has the same `client_id`, the server uses the registration in `clients`. With a source, or with `registration(…)` in [`endpoints`](#endpoints), you may omit `clients`. The time limit of a source is the time limit of a port: see [`portTimeoutMilliseconds`](#porttimeoutmilliseconds).',
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
      'Lets clients authenticate with a private key (`private_key_jwt`, RFC 7523) at every endpoint where clients authenticate. `privateKeyJwt` of [@codegrant/client-assertions](../packages/client-assertions/README.md) makes this option. ' +
      "To register a client with a private key, set `token_endpoint_auth_method: 'private_key_jwt'`, and put the public keys in [`jwks`](#jwks). A client that signs an assertion sends no secret. " +
      'Each assertion is accepted once: the server records its use in the [store](#the-store-port).',
    default: {
      says: 'none: clients have a secret, or are public',
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
      'Limits how often a caller may send a wrong client secret, register a client, or make the server fetch a client metadata document. If a caller reaches a limit, the response has the status 429 and the header `Retry-After`. ' +
      '`memoryLimits` and `redisLimits` of [@codegrant/limits](../packages/limits/README.md) make this option. `defineLimits({ take, callerOf })` makes the option from your own function: see [the limits](#the-limits). ' +
      'Without `callerOf`, the server does not limit wrong client secrets: otherwise, anybody could lock out a client.',
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
    says: 'How long a function of [a port](#the-ports) may take: a whole number from 1 to 600000 (ten minutes). The limit applies only to functions that return a promise. After this time, the server stops waiting, and responds as if the function had thrown [`TemporarilyUnavailable`](#temporarilyunavailable). Choose a limit that is longer than the time limits of your database client, because the errors of that client are more precise. Choose a limit that is shorter than the time limit of your proxy. A request may call up to eight functions, one after another.',
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
    says: 'The pages that users see. Each page is a function, described below. A page that you omit keeps its default.',
    default: {
      says: 'pages in English, without scripts',
      shownBy: async () => {
        const page = await startWalk().authorize();
        expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(await page.text()).toContain('<html lang="en">');
      },
    },
    refused: [{ consents: () => undefined }, { consent: 'page.html' }],
  },
  report: {
    says: 'Receives the events of requests: see [the report port](#the-report-port). The server does not wait for this function. If the function throws, the error goes to `console.error`.',
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
    says: 'The clock of the server. The server drops fractions of a second. At startup, the server calls `now` once, and refuses a clock that throws or returns milliseconds. The default ports use this clock too. If you call `memoryStore`, `memoryGrants`, `memoryAccessTokens`, `opaqueTokens` or `sqlStore` yourself, the result has its own clock. `redisStore` always uses the clock of the system. If the clock of a store is ahead of the server’s clock, the store deletes codes and tokens too early.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    default: {
      says: 'the clock of the system',
      shownBy: async () => {
        const expiresAt = secondsInToken(await consentTokenIn(await startWalk().authorize()));
        expect(Math.abs(Number(expiresAt) - Date.now() / 1000 - 600)).toBeLessThan(60);
      },
    },
    refused: [() => Date.now(), () => new Date(), 1_700_000_000],
  },
  random: {
    says: 'Returns `length` cryptographically random bytes. The server asks for 32 bytes at a time, for one code, one consent token, one access token or one refresh token. At startup, the server calls this function once. The server throws if the result is a promise, has fewer bytes, or has too few different bytes, for example only zeros. If a later result has one of these faults, the HTTP request fails. A port that you make with `opaqueTokens` does not use this function.',
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
      'A synchronous SHA-256 function. The function accepts a string, and returns the hash of the UTF-8 bytes as 43 base64url characters. The server uses this function to hash codes, code verifiers, access tokens, refresh tokens and the client secrets in requests. The ' +
      'server does not use this function to sign. At startup, the server tests the function, and refuses a function that returns ' +
      'a promise.',
    default: {
      says: 'the function `hash` of `node:crypto` if the platform has one, otherwise an implementation in plain JavaScript',
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
      'The path of the authorization endpoint. The metadata contains the URL of this endpoint as `authorization_endpoint`. The ' +
      'endpoint accepts GET and POST.',
    default: pathOf('authorize'),
    refused: ['oauth/authorize', '/oauth/authorize?x=1', '/oauth/:path'],
  },
  consent: {
    says:
      'The path to which the server’s consent page posts its form. If `consentUrl` is set, the server also serves the details of a ' +
      'consent request below this path. With the default path, the details are at `/oauth/consent/{consent_token}`.',
    default: pathOf('consent'),
    refused: ['/oauth/consent/*', '/oauth//consent'],
  },
  grants: {
    says: 'The path to which your own consent page posts the answer, as JSON. The server serves this path only if `consentUrl` is set.',
    default: pathOf('grants'),
    refused: ['/oauth/token'],
  },
  grantList: {
    says:
      'The path of the list of the grants of a user. Each grant is below this path, for example at `/oauth_grants/{id}`. The server serves these paths only if ' +
      '[`endpoints`](#endpoints) has `grantList`. The path may be the same as `paths.grants`, because the methods differ.',
    default: pathOf('grantList'),
    refused: ['/oauth/token', 'oauth_grants'],
  },
  clientList: {
    says:
      'The path of the list of the clients of an organization. Each client is below this path, for example at `/oauth_clients/{id}`. The server serves these paths only if ' +
      '[`endpoints`](#endpoints) has `clientManagement(…)`.',
    default: pathOf('clientList'),
    refused: ['/oauth/token', 'oauth_clients'],
  },
  token: {
    says:
      'The path of the token endpoint. The metadata contains the URL of this endpoint as `token_endpoint`. The endpoint accepts ' +
      'POST, also from pages of other origins (CORS).',
    default: pathOf('token'),
    refused: ['/oauth/../token'],
  },
  revoke: {
    says:
      'The path of the revocation endpoint. The server serves this path only if [`endpoints`](#endpoints) contains `revocation`. The metadata then contains the ' +
      'URL of this endpoint as `revocation_endpoint`. The endpoint accepts POST, also from pages of other origins (CORS).',
    default: pathOf('revoke'),
    refused: ['/oauth/token'],
  },
  introspect: {
    says:
      'The path of the introspection endpoint. The server serves this path only if [`endpoints`](#endpoints) contains `introspection()`. The metadata then contains the ' +
      'URL of this endpoint as `introspection_endpoint`. The endpoint accepts POST.',
    default: pathOf('introspect'),
    refused: ['introspect'],
  },
  register: {
    says:
      'The path of the registration endpoint. The server serves this path only if [`endpoints`](#endpoints) contains `registration(…)`. The metadata then contains the ' +
      'URL of this endpoint as `registration_endpoint`. The endpoint accepts POST, also from pages of other origins (CORS).',
    default: pathOf('register'),
    refused: ['/oauth/token'],
  },
  metadata: {
    says:
      'The path of the server’s metadata (RFC 8414). If the issuer has a path, the server also serves the metadata at the ' +
      'well-known path of the issuer. For the issuer `https://login.example/tenant`, that path is ' +
      '`/.well-known/oauth-authorization-server/tenant`. Two servers on one host need different metadata paths.',
    default: pathOf('metadata'),
    refused: ['/oauth/authorize'],
  },
  jwks: {
    says: 'The path of the public keys (RFC 7517) with which APIs verify access tokens. The server serves this path only if `tokens` has the function `jwks`. The tokens of [@codegrant/jwt](../packages/jwt/README.md) have this function. The metadata then contains the URL of this endpoint as `jwks_uri`. The endpoint accepts GET.',
    default: () => createAuthorizationServer({ ...leastOptions, tokens: tokensWithKeys }).paths['jwks'],
    refused: ['/oauth/jwks?x=1'],
  },
};

export const pageEntries: EntriesWithoutExample<Partial<Pages>, Made> = {
  refusal: {
    says:
      'The error page that users see if the server cannot redirect to the client. The function receives `({ rule, clientId }, retryUrl)`. ' +
      '`rule.message` describes the error, and `rule.verdict.status` is the status of the response. The function returns `{ html, ' +
      'sources }`, as `page(title, content)` does.',
    default: {
      says: 'a page with the message and the name of the rule',
      shownBy: async () => {
        const unknown = await startWalk().authorize({ client_id: 'unknown' });
        expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('client-registered')]);
      },
    },
    refused: ['sorry.html'],
  },
  consent: {
    says:
      'The consent page. The function receives `{ question, action }`. `question` contains the authorization request (including the ' +
      'client), the owner, the scopes and the consent token. `action` is the URL to which the form must be posted. The form must ' +
      'post `consent_token` and `decision` (`allow` or `deny`). If the user can choose scopes, the form must also post one `scope` ' +
      'for each chosen scope, and an additional empty `scope`.',
    default: {
      says: 'a page with a checkbox for each scope, and the buttons Deny and Allow',
      shownBy: async () => {
        const text = await (await startWalk().authorize({ scope: 'read write' })).text();
        expect(text).toContain('name="decision" value="deny"');
        expect(text.match(/type="checkbox"/g)).toHaveLength(2);
      },
    },
    refused: [null],
  },
  redirect: {
    says: 'The page that leads the browser to the client. The server sends this page after the user has answered the consent page. The server also sends this page after sign-in, if the user has no consent page to answer. The function receives `{ decision, location, automatic }`. The page must show a link to `location`. If `automatic` is true, the response has the header `Refresh`, so the browser goes on to `location` by itself. Users see this page only for a moment, or while the browser opens an app. If `automatic` is false, the request ended with an error, and the client is not [trusted](#trusted). The browser then stays on the page, so the link must name the host of `location`.',
    default: {
      says: 'a page with a link to the client',
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
