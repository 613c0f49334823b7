import { type CodegrantOptions, codegrant } from '@codegrant/fastify';
import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer, memoryGrants, memoryStore, memoryTokens } from '@codegrant/server';
import Fastify from 'fastify';
import { expect } from 'vitest';
import { aRecord } from './a-record.ts';
import type { EntriesWithoutExample, ParameterEntries, SaidDefault } from './entries.ts';
import { leastOptions } from './walk.ts';

const since = 'seconds since 1970-01-01T00:00:00Z';

const aClock = (): number => Math.floor(Date.now() / 1000);

const ofSystem = (shownBy: () => unknown): SaidDefault => ({ says: 'the clock of the system', shownBy });

const grant = {
  grantId: 'grant-1',
  subject: '17',
  clientId: 'app',
  scope: ['read'],
  resources: [],
  parameters: { authorization: {}, token: {} },
  authTime: undefined,
  expiresAt: undefined,
};

export const memoryTokensParameters: ParameterEntries<Parameters<typeof memoryTokens>> = [
  {
    name: 'lifetimeSeconds',
    type: 'number',
    says: 'How long an access token is valid: a whole number from 1 to 31536000 (a year).',
    unit: 'seconds',
    example: 600,
    default: {
      says: '`3600`',
      shownBy: async () => expect(await memoryTokens().issue(grant)).toMatchObject({ expiresIn: 3600 }),
    },
    refused: [0, 31_536_001, 1.5],
  },
  {
    name: 'now',
    type: '() => number',
    says: 'The clock of this port. The `now` option of the server does not change this clock.',
    unit: since,
    example: aClock,
    default: ofSystem(async () => {
      const tokens = memoryTokens(600);
      const { accessToken } = await tokens.issue(grant);
      expect(Math.abs((tokens.find(accessToken)?.expiresAt ?? 0) - aClock() - 600)).toBeLessThan(60);
    }),
  },
];

export const memoryStoreParameters: ParameterEntries<Parameters<typeof memoryStore>> = [
  {
    name: 'now',
    type: '() => number',
    says: 'The clock of this store. The store uses this clock to delete expired entries.',
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
    says: 'The clock of this port. The port uses this clock to delete expired entries.',
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
      'The prefix with which the server’s `paths` begin. The plugin does not add the prefix to the paths, because each path is ' +
      'already complete: each path of `server.paths` must begin with the prefix, except the well-known path of the metadata. Otherwise the ' +
      'plugin throws at startup. The prefix may also be the `basePath` of the server: the plugin then adds the prefix to the paths.',
    default: {
      says: 'none',
      shownBy: async () => {
        const app = Fastify();
        await app.register(codegrant, { server: createAuthorizationServer({ ...leastOptions, owner: nobody }) });
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
      'With `true`, `fetch` resolves to `undefined` for a path that does not belong to the server. You can then answer the request ' +
      'yourself. With `false`, `fetch` resolves to a 404 response for such a path.',
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
