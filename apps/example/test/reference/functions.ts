import { type CodegrantOptions, codegrant } from '@codegrant/fastify';
import { createFetchHandler } from '@codegrant/fetch';
import {
  createAuthorizationServer,
  memoryAccessTokens,
  memoryGrants,
  memoryStore,
  opaqueTokens,
  type OpaqueTokenSettings,
} from '@codegrant/server';
import Fastify from 'fastify';
import { expect } from 'vitest';
import { aRecord } from './a-record.ts';
import { aTokenGrant } from './a-token-grant.ts';
import type { EntriesWithoutExample, ParameterEntries, SaidDefault } from './entries.ts';
import { leastOptions } from './walk.ts';

const since = 'seconds since 1970-01-01T00:00:00Z';

const aClock = (): number => Math.floor(Date.now() / 1000);

const ofSystem = (shownBy: () => unknown): SaidDefault => ({ says: 'the clock of the system', shownBy });

const anHourAgo = (): number => aClock() - 3600;

const opaque = (settings: Partial<OpaqueTokenSettings> = {}): ReturnType<typeof opaqueTokens> =>
  opaqueTokens({ accessTokens: memoryAccessTokens(), grants: memoryGrants(), ...settings });

export const opaqueTokensEntries: EntriesWithoutExample<OpaqueTokenSettings, undefined> = {
  accessTokens: {
    says: 'The port that stores the access tokens: see [the `accessTokens` port](#the-accesstokens-port).',
  },
  grants: {
    says: 'The `grants` port of the server. The access token of a user is valid only while `grants.findGrant` returns its grant.',
  },
  lifetimeSeconds: {
    says: 'How long an access token is valid: a whole number from 1 to 86400 (one day).',
    unit: 'seconds',
    default: {
      says: '`600`',
      shownBy: async () => expect(await opaque().issue(aTokenGrant)).toMatchObject({ expiresIn: 600 }),
    },
    refused: [0, 86_401, 1.5],
  },
  now: {
    says: 'The clock of the `tokens` port. The option `now` of the server does not change the clock of `opaqueTokens`.',
    unit: since,
    default: ofSystem(async () => {
      const accessTokens = memoryAccessTokens();
      const [fresh, old] = [opaque({ accessTokens }), opaque({ accessTokens, now: anHourAgo })];
      const { accessToken } = await old.issue(aTokenGrant);
      expect(await fresh.find(accessToken)).toBeUndefined();
      expect(await fresh.find((await fresh.issue(aTokenGrant)).accessToken)).toMatchObject({ clientId: 'app' });
    }),
  },
};

export const memoryAccessTokensParameters: ParameterEntries<Parameters<typeof memoryAccessTokens>> = [
  {
    name: 'now',
    type: '() => number',
    says: 'The clock that the port uses to delete expired entries.',
    unit: since,
    example: aClock,
    default: ofSystem(async () => {
      const accessTokens = memoryAccessTokens();
      const token = { ...aTokenGrant, scope: 'read', resources: undefined, issuedAt: anHourAgo() };
      await accessTokens.saveAccessToken({ ...token, tokenHash: 'expired', expiresAt: aClock() - 60 });
      await accessTokens.saveAccessToken({ ...token, tokenHash: 'fresh', expiresAt: aClock() + 60 });
      expect([
        await accessTokens.findAccessToken('expired'),
        await accessTokens.findAccessToken('fresh'),
      ]).toMatchObject([undefined, { clientId: 'app' }]);
    }),
  },
];

export const memoryStoreParameters: ParameterEntries<Parameters<typeof memoryStore>> = [
  {
    name: 'now',
    type: '() => number',
    says: 'The clock that the store uses to delete expired entries.',
    unit: since,
    example: aClock,
    default: ofSystem(async () => {
      const store = memoryStore();
      await store.saveCode({ ...aRecord, codeHash: 'expired', expiresAt: aClock() - 60 });
      await store.saveCode({ ...aRecord, codeHash: 'fresh', expiresAt: aClock() + 60 });
      expect([await store.takeCode('expired', aClock()), await store.takeCode('fresh', aClock())]).toMatchObject([
        undefined,
        { firstUse: true },
      ]);
    }),
  },
];

export const memoryGrantsParameters: ParameterEntries<Parameters<typeof memoryGrants>> = [
  {
    name: 'now',
    type: '() => number',
    says: 'The clock that the port uses to delete expired entries.',
    unit: since,
    example: aClock,
    default: ofSystem(async () => {
      const grants = memoryGrants();
      const token = { grantId: 'grant-1', subject: '17' };
      await grants.saveRefreshToken({ ...token, tokenHash: 'expired', expiresAt: aClock() - 60 });
      await grants.saveRefreshToken({ ...token, tokenHash: 'fresh', expiresAt: aClock() + 60 });
      expect([await grants.findRefreshToken('expired'), await grants.findRefreshToken('fresh')]).toMatchObject([
        undefined,
        { used: false },
      ]);
    }),
  },
];

export const fastifyEntries: EntriesWithoutExample<CodegrantOptions, undefined> = {
  server: {
    says: 'The result of `createAuthorizationServer<FastifyRequest>`.',
  },
  prefix: {
    says:
      'The prefix with which each path of `server.paths` must begin, except the well-known path of the metadata. The plugin throws at ' +
      'startup if a path lacks the prefix. Each path of the server is already complete, so the plugin does not add the prefix. However, ' +
      'if the prefix is the `basePath` of the server, the plugin adds the prefix to each path.',
    default: {
      says: 'none',
      shownBy: async () => {
        const app = Fastify();
        await app.register(codegrant, {
          server: createAuthorizationServer({ ...leastOptions, owner: nobody, limits: undefined }),
        });
        const { statusCode } = await app.inject('/oauth/authorize?client_id=unknown');
        expect(statusCode).toBe(400);
        await app.close();
      },
    },
  },
};

const nobody = { identify: () => undefined };

type FetchOptions = NonNullable<Parameters<typeof createFetchHandler>[1]>;

const elsewhere = (passThrough?: boolean): Promise<Response | undefined> => {
  const server = createAuthorizationServer(leastOptions);
  const handler = passThrough === undefined ? createFetchHandler(server) : createFetchHandler(server, { passThrough });
  return handler.fetch(new Request('https://login.example/elsewhere'));
};

export const fetchEntries: EntriesWithoutExample<Partial<FetchOptions>, undefined> = {
  passThrough: {
    says:
      'With `true`, `fetch` resolves to `undefined` for a path that the server does not serve, so that your own routes can handle the ' +
      'request. With `false`, `fetch` resolves to a 404 response for a path that the server does not serve.',
    default: {
      says: '`false`',
      shownBy: async () => {
        expect((await elsewhere())?.status).toBe(404);
        expect((await elsewhere(false))?.status).toBe(404);
        expect(await elsewhere(true)).toBeUndefined();
      },
    },
  },
};
