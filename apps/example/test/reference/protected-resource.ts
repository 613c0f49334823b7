import {
  type AccessToken,
  introspectedTokens,
  type IntrospectionOptions,
  protectedResource,
  type ProtectedResourceOptions,
  type TokenFinder,
} from '@codegrant/server';
import { expect, vi } from 'vitest';
import type { Entries, SaidDefault } from './entries.ts';

const now = Math.floor(Date.now() / 1000);

const token: AccessToken = {
  subject: '17',
  clientId: 'app',
  scope: ['read'],
  resources: ['https://other.example'],
  grantId: undefined,
  authTime: undefined,
  issuedAt: now,
  expiresAt: now + 600,
};

const finding = (found: Partial<AccessToken>): TokenFinder => ({ find: () => ({ ...token, ...found }) });

/** The least that a protected resource can be made of. */
export const leastResource: ProtectedResourceOptions = { tokens: finding({}) };

const statusWith = async (options: Partial<ProtectedResourceOptions>): Promise<number> => {
  const access = await protectedResource({ ...leastResource, ...options }).checkFor()('Bearer x');
  return access.kind === 'authorized' ? 200 : access.reply.status;
};

const metadataOf = async (options: Partial<ProtectedResourceOptions>): Promise<object> => {
  const api = protectedResource({ ...leastResource, resource: 'https://api.example', ...options });
  const reply = await api.handle({
    method: 'GET',
    target: '/.well-known/oauth-protected-resource',
    header: () => undefined,
    body: () => ({ parsed: undefined, stream: undefined }),
    context: undefined,
  });
  return JSON.parse(reply?.body ?? 'null');
};

const notTold = (member: string): SaidDefault => ({
  says: 'none',
  shownBy: async () => expect(await metadataOf({})).not.toHaveProperty(member),
});

const aClock = (): number => Date.now() / 1000;

export const protectedResourceEntries: Entries<ProtectedResourceOptions, undefined> = {
  tokens: {
    says:
      'Finds access tokens. If the authorization server is in the same process, pass the result of `createAuthorizationServer`. If the ' +
      'authorization server is on another machine, pass the result of [`introspectedTokens`](#introspectedtokens). As `tokens`, you can ' +
      'also pass an object of your own with the function `find(accessToken)`. `find` returns [an `AccessToken`](#the-record-accesstoken), ' +
      'or `undefined` if the token is unknown, expired or revoked.',
    example: leastResource.tokens,
    refused: [{}],
  },
  resource: {
    says:
      'The URI that clients use for the API, without a fragment: an https URI, or an http URI on loopback. By default, the API accepts ' +
      'only access tokens for `resource`. The metadata of the API is at `/.well-known/oauth-protected-resource`, followed by the path of ' +
      '`resource`. If `tokens` is an authorization server whose policy has [`resources`](#resources), the policy must contain the URI of the ' +
      'API.',
    example: 'https://api.example/mcp',
    default: {
      says: 'none: a token for any resource is accepted, and there is no metadata',
      shownBy: async () => {
        expect(await statusWith({})).toBe(200);
        expect(protectedResource(leastResource).paths).toEqual({});
      },
    },
    refused: ['http://api.example', 'https://api.example#mcp', 'https://api.example/:id'],
  },
  tokensWithoutResource: {
    says:
      'With `accept`, the API also accepts an access token without a resource. An authorization server issues access tokens without a ' +
      'resource if its policy has no `resources`. Even with `accept`, the API refuses an access token that is for another resource.',
    example: 'accept',
    beside: { resource: 'https://api.example/mcp' },
    default: {
      says: 'none: a token must be for `resource`',
      shownBy: async () => {
        const tokens = finding({ resources: [] });
        const resource = 'https://api.example';
        expect(await statusWith({ tokens, resource })).toBe(401);
        expect(await statusWith({ tokens, resource, tokensWithoutResource: 'accept' })).toBe(200);
        expect(await statusWith({ resource, tokensWithoutResource: 'accept' })).toBe(401);
      },
    },
    refused: [true],
  },
  authorizationServers: {
    says:
      'The issuers whose access tokens the API accepts. The metadata of the API lists the issuers, so that clients can find the ' +
      'authorization server. If `tokens` is an authorization server, `authorizationServers` must contain the issuer of its policy, spelt ' +
      'exactly as in the policy.',
    example: ['https://login.example'],
    beside: { resource: 'https://api.example/mcp' },
    default: notTold('authorization_servers'),
    refused: ['https://login.example', ['login'], ['https://login.example?a=b']],
  },
  scopes: {
    says:
      'Every scope that a request to the API may need. The metadata of the API contains `scopes` as `scopes_supported`. If a route needs a ' +
      'scope that `scopes` lacks, `checkFor` and `requireBearer` throw.',
    example: ['read', 'write'],
    default: {
      says: 'none: a route may need any scope',
      shownBy: async () => {
        expect(() => protectedResource(leastResource).checkFor({ scope: ['anything'] })).not.toThrow();
        expect(await metadataOf({})).not.toHaveProperty('scopes_supported');
      },
    },
    refused: [[], ['a b']],
  },
  name: {
    says: 'The name of the API for users. The metadata of the API contains the name as `resource_name`.',
    example: 'Mail API',
    beside: { resource: 'https://api.example/mcp' },
    default: notTold('resource_name'),
    refused: [''],
  },
  realm: {
    says: 'The `realm` in the response header `WWW-Authenticate`: visible ASCII characters and spaces.',
    example: 'Mail API',
    default: {
      says: 'none',
      shownBy: async () => {
        const access = await protectedResource(leastResource).checkFor()(undefined);
        expect(access).toMatchObject({ reply: { headers: { 'www-authenticate': 'Bearer' } } });
      },
    },
    refused: ['', 'ä'],
  },
  portTimeoutMilliseconds: {
    says:
      'How long `tokens.find` may take: a whole number from 1 to 600000 (ten minutes). If `tokens.find` takes too long, the response of ' +
      'the API has the status 503.',
    unit: 'milliseconds',
    example: 2000,
    default: {
      says: '`10000`',
      shownBy: async () => {
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
        try {
          const answered = statusWith({ tokens: { find: () => new Promise(() => {}) }, report: () => {} });
          await vi.advanceTimersByTimeAsync(9999);
          expect(vi.getTimerCount()).toBe(1);
          await vi.advanceTimersByTimeAsync(1);
          expect(await answered).toBe(503);
        } finally {
          vi.useRealTimers();
        }
      },
    },
    refused: [0, 600_001],
  },
  report: {
    says:
      'Receives an event for each refused request, and a `failed` event if `tokens.find` fails. The `endpoint` of each event from an API ' +
      'is `protectedResource`. An authorized request causes no event.',
    example: () => {},
    default: {
      says: 'failures are printed with `console.error`',
      shownBy: async () => {
        const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
        await statusWith({ tokens: { find: () => Promise.reject(new Error('no table')) } });
        expect(printed).toHaveBeenCalledOnce();
        printed.mockRestore();
      },
    },
    refused: ['console'],
  },
  now: {
    says: 'The clock that the API uses to refuse expired access tokens.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: aClock,
    default: {
      says: 'the clock of the system',
      shownBy: async () => {
        expect(await statusWith({ tokens: finding({ expiresAt: now - 1 }) })).toBe(401);
        expect(await statusWith({ tokens: finding({ expiresAt: now + 600 }) })).toBe(200);
      },
    },
    refused: [1],
  },
};

/** The least that introspected tokens can be made of. */
export const leastIntrospection: IntrospectionOptions = {
  introspectionEndpoint: 'https://login.example/oauth/introspect',
  clientId: 'mail-api',
  clientSecret: 'a secret',
};

const answered = { active: true, client_id: 'app', exp: now + 600, iss: 'https://other.example' };

/** Tokens, and how often the endpoint was asked. */
const introspecting = (options: Partial<IntrospectionOptions>, answer: object = answered) => {
  const send = vi.fn<typeof fetch>(async () => Response.json(answer));
  return { tokens: introspectedTokens({ ...leastIntrospection, fetch: send, ...options }), send };
};

export const introspectionEntries: Entries<IntrospectionOptions, undefined> = {
  introspectionEndpoint: {
    says:
      'The URL of the introspection endpoint: an https URL, or an http URL on loopback. The API does not follow redirects from the ' +
      'introspection endpoint.',
    example: leastIntrospection.introspectionEndpoint,
    refused: ['http://login.example/oauth/introspect', '/oauth/introspect'],
  },
  clientId: {
    says: 'The `client_id` under which the API is registered at the authorization server.',
    example: leastIntrospection.clientId,
    refused: [''],
  },
  clientSecret: {
    says: 'The client secret with which the API authenticates at the authorization server (`client_secret_basic`).',
    example: leastIntrospection.clientSecret,
    refused: [''],
  },
  issuer: {
    says:
      'The expected issuer. If `iss` in the introspection response is not this issuer, the API refuses the token. The API accepts an ' +
      'introspection response without `iss`.',
    example: 'https://login.example',
    default: {
      says: 'none: `iss` is not compared',
      shownBy: async () => {
        expect(await introspecting({}).tokens.find('x')).toMatchObject({ clientId: 'app' });
        expect(await introspecting({ issuer: 'https://login.example' }).tokens.find('x')).toBeUndefined();
      },
    },
    refused: [''],
  },
  cacheSeconds: {
    says:
      'How long the API remembers a valid token: a whole number from 0 to 300. For up to `cacheSeconds`, the API may still accept a token ' +
      'that has been revoked. The API remembers at most 10000 tokens, and forgets each token when it expires.',
    unit: 'seconds',
    example: 10,
    default: {
      says: '`0`: the API calls the introspection endpoint for each request',
      shownBy: async () => {
        const { tokens, send } = introspecting({});
        await tokens.find('x');
        await tokens.find('x');
        expect(send).toHaveBeenCalledTimes(2);
      },
    },
    refused: [-1, 301, 0.5],
  },
  timeoutMilliseconds: {
    says:
      'How long the response of the introspection endpoint may take: a whole number from 1 to 600000 (ten minutes). If the ' +
      'response takes longer, `find` rejects with [`TemporarilyUnavailable`](#temporarilyunavailable).',
    unit: 'milliseconds',
    example: 1000,
    default: {
      says: '`5000`',
      shownBy: async () => {
        const limit = vi.spyOn(AbortSignal, 'timeout');
        await introspecting({}).tokens.find('x');
        expect(limit).toHaveBeenCalledWith(5000);
        limit.mockRestore();
      },
    },
    refused: [0, 600_001],
  },
  fetch: {
    says: 'Sends the requests to the introspection endpoint.',
    example: fetch,
    default: {
      says: 'the `fetch` of the platform',
      shownBy: async () => {
        const send = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(answered));
        expect(await introspectedTokens(leastIntrospection).find('x')).toMatchObject({ clientId: 'app' });
        expect(send).toHaveBeenCalledOnce();
        send.mockRestore();
      },
    },
    refused: ['fetch'],
  },
  now: {
    says: 'The clock that the API uses to refuse expired access tokens.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    example: aClock,
    default: {
      says: 'the clock of the system',
      shownBy: async () => {
        expect(await introspecting({}, { ...answered, exp: now - 1 }).tokens.find('x')).toBeUndefined();
      },
    },
    refused: [Date.now],
  },
};
