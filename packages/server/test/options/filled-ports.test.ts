import {
  clientList,
  type Clients,
  type Consents,
  createAuthorizationServer,
  defineClient,
  memoryConsents,
  memoryStore,
  registration as registrationEndpoint,
  revocation,
  type StoragePorts,
  type Store,
} from '@codegrant/server';
import { storedPorts } from '@codegrant/server/internal';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../testing/problems-of.ts';
import { registration, requestOf, requestQuery, serverOptions } from '../test-server.ts';

const { clients, ...withoutClients } = serverOptions;
const list = clientList([defineClient(registration)]);

const problemsWith = (options: object): readonly string[] =>
  problemsOf(() => createAuthorizationServer({ ...serverOptions, ...options }));

describe('The option storage', () => {
  it('fills the ports that have no option of their own.', async () => {
    const calls: string[] = [];
    const store = memoryStore();
    const storage: StoragePorts & { readonly clients: Clients } = {
      clients: {
        find: (clientId) => {
          calls.push('clients.find');
          return list.find(clientId);
        },
      },
      consents: {
        granted: () => {
          calls.push('consents.granted');
          return ['read', 'write'];
        },
        remember: () => {},
        forget: () => {},
      },
      store: {
        ...store,
        saveCode: (record) => {
          calls.push('store.saveCode');
          return store.saveCode(record);
        },
      },
    };
    const server = createAuthorizationServer({ ...withoutClients, storage });
    await server.handle(requestOf('GET', `/oauth/authorize?${requestQuery}`));
    expect(calls).toEqual(['clients.find', 'consents.granted', 'store.saveCode']);
  });

  it('may leave ports to their options.', () => {
    expect(problemsWith({ storage: { store: memoryStore(), clients: undefined } })).toEqual([]);
  });

  it.each<[keyof StoragePorts, StoragePorts]>([
    ['store', { store: memoryStore() }],
    ['consents', { consents: { granted: () => [], remember: () => {}, forget: () => {} } }],
    ['clients', { clients: list }],
  ])('is refused if it fills %s, which has an option too.', (name, storage) => {
    expect(problemsWith({ ...storage, storage })).toContain(
      `${name} is filled twice, by the option ${name} and by storage.${name}. Leave one of them out.`,
    );
  });

  it('names every port that is filled twice, and every missing method.', () => {
    const store = memoryStore();
    expect(problemsWith({ store, storage: { store, clients, consents: {} } })).toEqual([
      'store is filled twice, by the option store and by storage.store. Leave one of them out.',
      'clients is filled twice, by the option clients and by storage.clients. Leave one of them out.',
      'consents.granted must be a function.',
      'consents.remember must be a function.',
      'consents.forget must be a function.',
    ]);
  });

  it('is refused if it has a member that is no port.', () => {
    expect(problemsWith({ storage: { storage: {}, owner: {} } })).toEqual([
      'storage.storage is not a port that storage can fill. It can fill store, consents, clients, grants, accessTokens. Leave it out.',
      'storage.owner is not a port that storage can fill. It can fill store, consents, clients, grants, accessTokens. Leave it out.',
    ]);
  });

  it.each([
    ['null', null],
    ['a string', 'sqlite:codes.db'],
    ['a function', () => ({})],
  ])('may not be %s.', (_what, storage) => {
    expect(problemsWith({ storage })).toEqual([
      'storage must be an object with ports, or a list of stores. Write ...sqlStore(db), which sets storage.',
    ]);
  });

  it('may not be a promise, which has no ports.', async () => {
    const opened = Promise.resolve({ store: memoryStore() });
    const mustAwait = 'is a promise. Write await before the function that returns it.';
    expect(problemsWith({ storage: opened })).toEqual([`storage ${mustAwait}`]);
    expect(problemsWith({ storage: [{ storage: opened }] })).toEqual([`storage.0 ${mustAwait}`]);
    expect(problemsWith({ storage: [Promise.resolve({ storage: {} })] })).toEqual([`storage.0 ${mustAwait}`]);
  });

  it('does not replace clients if it has none.', () => {
    expect(() => createAuthorizationServer({ ...withoutClients, storage: { store: memoryStore() } })).toThrow(
      'clients is missing. Set clients, or add registration(…) to endpoints.',
    );
  });

  it('has its clients compared with the policy at startup.', () => {
    const wrong = clientList([defineClient({ ...registration, scope: 'admin' })]);
    expect(() => createAuthorizationServer({ ...withoutClients, storage: { clients: wrong } })).toThrow('admin');
  });
});

describe('The option clients', () => {
  const register = registrationEndpoint({ keys: [new Uint8Array(32).map((_, index) => index)] });

  it('may be left out if clients register themselves.', async () => {
    createAuthorizationServer({ ...withoutClients, endpoints: [register] });
    const inVariable = [register, revocation];
    createAuthorizationServer({ ...withoutClients, endpoints: inVariable });
    const server = createAuthorizationServer({ ...withoutClients, endpoints: [revocation, register] });
    const reply = await server.handle(requestOf('GET', `/oauth/authorize?${requestQuery}`));
    expect(reply?.status).toBe(404);
  });

  it('may not be left out with other endpoints.', () => {
    expect(() => createAuthorizationServer({ ...withoutClients, endpoints: [revocation] })).toThrow(
      'clients is missing. Set clients, or add registration(…) to endpoints.',
    );
  });
});

it('Options may be an object of a class, whose options are inherited or read by a getter.', async () => {
  class Own {
    readonly #owner = serverOptions.owner;
    readonly policy = serverOptions.policy;
    readonly consentKeys = serverOptions.consentKeys;
    readonly storage = { clients: list };
    get owner() {
      return this.#owner;
    }
    get tokens() {
      return serverOptions.tokens;
    }
    get basePath() {
      return '/login';
    }
  }
  expect(createAuthorizationServer(new Own()).paths).toEqual(
    createAuthorizationServer({ ...withoutClients, basePath: '/login', storage: { clients: list } }).paths,
  );
  expect(problemsOf(() => createAuthorizationServer(Object.create(serverOptions)))).toEqual([]);
});

describe('The option storage, as a list,', () => {
  const [codes, others] = [{ storage: { store: memoryStore() } }, { storage: { clients: list } }] as const;

  it('takes ports of several stores.', async () => {
    const saved: string[] = [];
    const store = memoryStore();
    const storing: Store = { ...store, saveCode: ({ subject }) => void saved.push(subject) };
    const consents: Consents = { granted: () => ['read', 'write'], remember: () => {}, forget: () => {} };
    const server = createAuthorizationServer({
      ...withoutClients,
      storage: [{ storage: { clients: list, consents } }, { storage: { store: storing } }],
    });
    await server.handle(requestOf('GET', `/oauth/authorize?${requestQuery}`));
    expect(saved).toHaveLength(1);
  });

  it('may have the clients in its first store, in its last, or not at all.', () => {
    createAuthorizationServer({ ...withoutClients, storage: [codes, others] });
    createAuthorizationServer({ ...withoutClients, storage: [others, codes] });
    createAuthorizationServer({ ...withoutClients, clients, storage: [codes] });
    expect(() => createAuthorizationServer({ ...withoutClients, storage: [codes] })).toThrow(
      'clients is missing. Set clients, or add registration(…) to endpoints.',
    );
  });

  it('is refused if two stores, or a store and an option, fill a port.', () => {
    expect(problemsWith({ storage: [codes, others, codes] })).toEqual([
      'store is filled twice, by storage.0.store and by storage.2.store. Leave one of them out.',
      'clients is filled twice, by the option clients and by storage.1.clients. Leave one of them out.',
    ]);
  });

  it('is refused if it has something that no store returns.', () => {
    expect(problemsWith({ storage: [codes.storage, null, 'sqlite:codes.db', { storage: { tokens: {} } }] })).toEqual([
      'storage.0 must be what a store returns, such as sqlStore(db).',
      'storage.1 must be what a store returns, such as sqlStore(db).',
      'storage.2 must be what a store returns, such as sqlStore(db).',
      'storage.3.tokens is not a port that storage can fill. It can fill store, consents, clients, grants, accessTokens. Leave it out.',
    ]);
  });
});

describe('A store that is spread into the options', () => {
  const lost =
    "storage is set twice, so a store is lost. Write a list: storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })].";
  const [one, other] = [storedPorts({ consents: memoryConsents() }), storedPorts({ store: memoryStore() })];

  it('is refused if another one has replaced it, in whatever order.', () => {
    expect(problemsWith({ ...one, ...other })).toEqual([lost]);
    expect(problemsWith({ ...other, ...one })).toEqual([lost]);
    expect(problemsWith({ ...one, storage: undefined })).toEqual([lost]);
    expect(problemsWith({ ...one, storage: [other] })).toEqual([lost]);
  });

  it('is taken alone, twice the same, and in a list.', () => {
    expect(problemsWith(one)).toEqual([]);
    expect(problemsWith({ ...one, ...one })).toEqual([]);
    expect(problemsWith({ storage: [one, other] })).toEqual([]);
  });
});
