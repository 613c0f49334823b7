import {
  clientList,
  type Clients,
  createAuthorizationServer,
  defineClient,
  InvalidSettings,
  memoryStore,
  type StoragePorts,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { registration, requestOf, requestQuery, serverOptions } from '../test-server.ts';

const { clients, ...withoutClients } = serverOptions;
const list = clientList([defineClient(registration)]);

/** The problems of options of any type. */
const problemsOf = (options: object): readonly string[] => {
  try {
    createAuthorizationServer({ ...serverOptions, ...options });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return error.problems;
  }
};

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
    expect(problemsOf({ storage: { store: memoryStore(), clients: undefined } })).toEqual([]);
  });

  it.each<[keyof StoragePorts, StoragePorts]>([
    ['store', { store: memoryStore() }],
    ['consents', { consents: { granted: () => [], remember: () => {} } }],
    ['clients', { clients: list }],
  ])('is refused if it fills %s, which has an option too.', (name, storage) => {
    expect(problemsOf({ ...storage, storage })).toContain(
      `${name} is filled twice, by the option ${name} and by storage.${name}. Leave one of them out.`,
    );
  });

  it('names every port that is filled twice, and every missing method.', () => {
    const store = memoryStore();
    expect(problemsOf({ store, storage: { store, clients, consents: {} } })).toEqual([
      'store is filled twice, by the option store and by storage.store. Leave one of them out.',
      'clients is filled twice, by the option clients and by storage.clients. Leave one of them out.',
      'consents.granted must be a function.',
      'consents.remember must be a function.',
    ]);
  });

  it('is refused if it has a member that is no port.', () => {
    expect(problemsOf({ storage: { storage: {}, owner: {} } })).toEqual([
      'storage.storage is not a port that storage can fill. It can fill store, consents, clients, grants.',
      'storage.owner is not a port that storage can fill. It can fill store, consents, clients, grants.',
    ]);
  });

  it.each([
    ['null', null],
    ['an array', []],
    ['a string', 'sqlite:codes.db'],
    ['a function', () => ({})],
  ])('may not be %s.', (_what, storage) => {
    expect(problemsOf({ storage })).toEqual([
      'storage must be an object with ports. Write ...sqlStore(db), which sets storage.',
    ]);
  });

  it('does not make clients optional if it has none, which does not compile.', () => {
    // @ts-expect-error: neither clients nor storage.clients.
    expect(() => createAuthorizationServer({ ...withoutClients, storage: { store: memoryStore() } })).toThrow(
      'clients.find must be a function.',
    );
  });

  it('has its clients compared with the policy at startup.', () => {
    const wrong = clientList([defineClient({ ...registration, scope: 'admin' })]);
    expect(() => createAuthorizationServer({ ...withoutClients, storage: { clients: wrong } })).toThrow('admin');
  });
});
