import {
  type ClientRegistry,
  clientManagement,
  hashClientSecret,
  type ManagedClients,
  managedClients,
  memoryClientRegistry,
  registration,
  type RequestedClient,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedNow, postForm, startServer, type TestServer } from '../test-server.ts';

const shop: RequestedClient = {
  clientType: 'confidential',
  metadata: { client_name: 'Shop', redirect_uris: ['https://shop.example/callback'], scope: 'read' },
};

const tool: RequestedClient = { ...shop, clientType: 'public' };

interface Managed extends ManagedClients {
  readonly server: TestServer;
  readonly registry: ClientRegistry;
  readonly clock: { now: number };
}

const manage = (change: (registry: ClientRegistry) => Partial<ClientRegistry> = () => ({})): Managed => {
  const clock = { now: fixedNow };
  const memory = memoryClientRegistry(() => clock.now);
  const registry = { ...memory, ...change(memory) };
  const endpoints = [clientManagement({ registry, authorize: () => undefined })];
  const server = startServer({ endpoints, now: () => clock.now });
  return { ...managedClients(server.authorizationServer, registry), server, registry, clock };
};

const createdBy = async ({ create }: Managed, client = shop) => {
  const created = await create(client, { orgId: 'org-1', userId: 'ada' });
  if (created.kind !== 'created') throw new Error(created.problems.join(' '));
  return { id: created.client.metadata.client_id, secret: created.secret ?? '', client: created.client };
};

/** Whether a secret is right: then the error is about the code. */
const isRight = async ({ server }: Managed, id: string, secret: string): Promise<boolean> => {
  const form = { grant_type: 'authorization_code', code: 'a', redirect_uri: 'https://shop.example/callback' };
  const { status, body } = await postForm(
    server,
    '/oauth/token',
    new URLSearchParams({ ...form, client_id: id, client_secret: secret }).toString(),
  );
  const { error } = JSON.parse(body);
  expect([`400 invalid_grant`, `401 invalid_client`]).toContain(`${status} ${error}`);
  return status === 400;
};

describe('managedClients', () => {
  it('creates a client, finds it, lists it and removes it, and no function returns a hash.', async () => {
    const managed = manage();
    const { id, secret, client } = await createdBy(managed);
    expect(await managed.find(id)).toEqual(client);
    expect(client).toEqual({
      metadata: { ...shop.metadata, client_id: id },
      clientType: 'confidential',
      createdAt: fixedNow,
      updatedAt: fixedNow,
      expiresAt: undefined,
      orgId: 'org-1',
      userId: 'ada',
    });
    expect(await managed.list({ orgId: 'org-1' })).toEqual({ clients: [client], total: 1 });
    expect(await managed.list({ orgId: 'org-2' })).toEqual({ clients: [], total: 0 });
    expect(await managed.list({ pageNumber: 2, pageSize: 1 })).toEqual({ clients: [], total: 1 });
    expect(JSON.stringify(await managed.list())).not.toContain(hashClientSecret(secret));
    expect(await isRight(managed, id, secret)).toBe(true);
    expect(await managed.remove(id)).toBe(true);
    expect(await managed.remove(id)).toBe(false);
    expect(await managed.find(id)).toBeUndefined();
    expect(await isRight(managed, id, secret)).toBe(false);
  });

  it('returns every problem as a value, and creates and changes nothing then (R382).', async () => {
    const managed = manage();
    const { id, client } = await createdBy(managed);
    const wrong = { scope: 'admin', redirect_uris: ['http://shop.example/callback'] };
    expect(await managed.create({ ...shop, metadata: { ...shop.metadata, ...wrong } })).toEqual({
      kind: 'invalid',
      problems: [expect.stringMatching(/^redirect_uris\.0 /)],
    });
    expect(await managed.change(id, { scope: 'admin' })).toEqual({
      kind: 'invalid',
      problems: [expect.stringMatching(/^scope admin is registered .*policy/)],
    });
    expect(await managed.change(id, { grant_types: ['client_credentials'] })).toMatchObject({ kind: 'invalid' });
    expect(await managed.change(id, { token_endpoint_auth_method: 'none' })).toMatchObject({ kind: 'invalid' });
    expect(await managed.list()).toEqual({ clients: [client], total: 1 });
  });

  it.each(['client_id', 'client_secret', 'client_secret_hashes', 'origin'])(
    'does not take %s from a caller (R381).',
    async (name) => {
      const managed = manage();
      const { id } = await createdBy(managed);
      const given = { [name]: 'registered' };
      const problems = expect.arrayContaining([`${name} cannot be set here: leave it out.`]);
      expect(await managed.change(id, given)).toMatchObject({ kind: 'invalid', problems });
      expect(await managed.create({ ...shop, metadata: { ...shop.metadata, ...given } })).toMatchObject({
        kind: 'invalid',
        problems,
      });
      expect((await managed.list()).total).toBe(1);
    },
  );

  it('changes members, removes what is undefined, and leaves the rest.', async () => {
    const managed = manage();
    const { id, secret } = await createdBy(managed);
    managed.clock.now += 60;
    const changed = await managed.change(id, { client_name: undefined, verified: true });
    expect(changed).toMatchObject({
      kind: 'changed',
      client: {
        metadata: { redirect_uris: ['https://shop.example/callback'], verified: true },
        updatedAt: fixedNow + 60,
      },
    });
    expect((await managed.find(id))?.metadata.client_name).toBeUndefined();
    expect(await isRight(managed, id, secret)).toBe(true);
    expect(await managed.change('unknown', {})).toEqual({ kind: 'unknown' });
  });

  it('accepts the earlier secret for the overlap, and not longer (R386).', async () => {
    const managed = manage();
    const { id, secret } = await createdBy(managed);
    const rotated = await managed.rotateSecret(id, { overlapSeconds: 60 });
    if (rotated.kind !== 'rotated') throw new Error(rotated.kind);
    expect(rotated.secret).not.toBe(secret);
    expect([await isRight(managed, id, secret), await isRight(managed, id, rotated.secret)]).toEqual([true, true]);
    managed.clock.now += 59;
    expect(await isRight(managed, id, secret)).toBe(true);
    managed.clock.now += 1;
    expect([await isRight(managed, id, secret), await isRight(managed, id, rotated.secret)]).toEqual([false, true]);
    expect(JSON.stringify(await managed.registry.readClient(id))).not.toContain(rotated.secret);
  });

  it('accepts only the new secret at once if the overlap is 0, also after a rotation with an overlap (R386).', async () => {
    const managed = manage();
    const { id, secret } = await createdBy(managed);
    const second = await managed.rotateSecret(id, { overlapSeconds: 600 });
    const third = await managed.rotateSecret(id, { overlapSeconds: 0 });
    if (second.kind !== 'rotated' || third.kind !== 'rotated') throw new Error(second.kind + third.kind);
    const right = [secret, second.secret, third.secret].map((each) => isRight(managed, id, each));
    expect(await Promise.all(right)).toEqual([false, false, true]);
  });

  it('replaces no secret of a public client, and none of a client that does not exist.', async () => {
    const managed = manage();
    const { id } = await createdBy(managed, tool);
    expect(await managed.rotateSecret(id, { overlapSeconds: 0 })).toMatchObject({ kind: 'invalid' });
    expect(await managed.rotateSecret('unknown', { overlapSeconds: 0 })).toEqual({ kind: 'unknown' });
  });

  it('loses none of several changes at the same time: a new secret stays, whatever else is changed (R386).', async () => {
    let meets = 2;
    const managed = manage((memory) => ({
      updateClient: async (record) => {
        // Somebody else is faster, twice.
        if (meets-- > 0) {
          const { metadata, ...other } = (await memory.readClient(record.metadata.client_id)) ?? record;
          memory.updateClient({
            ...other,
            metadata: { ...metadata, client_name: `Other ${meets}` },
            revision: other.revision + 1,
          });
        }
        return memory.updateClient(record);
      },
    }));
    const { id, secret } = await createdBy(managed);
    const rotated = await managed.rotateSecret(id, { overlapSeconds: 0 });
    expect(rotated.kind).toBe('rotated');
    expect((await managed.find(id))?.metadata.client_name).toBe('Other 0');
    expect(await isRight(managed, id, secret)).toBe(false);
  });

  it('gives up after some attempts if others change the client all the time.', async () => {
    const managed = manage(() => ({ updateClient: () => 'conflict' }));
    const { id } = await createdBy(managed);
    await expect(managed.change(id, { client_name: 'New' })).rejects.toThrow('is being changed by others');
  });

  it('finds what registered itself too, but never changes its origin.', async () => {
    const managed = manage();
    const metadata = { client_id: 'self-1', redirect_uris: ['https://app.example/cb'], origin: 'self' } as const;
    const times = { createdAt: fixedNow, updatedAt: fixedNow, expiresAt: fixedNow + 60, revision: 0 };
    await managed.registry.createClient({ metadata, ...times });
    expect(await managed.list({ origin: 'self' })).toMatchObject({ total: 1 });
    expect(await managed.change('self-1', { verified: true })).toMatchObject({ kind: 'invalid' });
    expect(await managed.change('self-1', { trusted: true, verified: true })).toMatchObject({
      kind: 'changed',
      client: { metadata: { origin: 'self' }, expiresAt: fixedNow + 60 },
    });
    expect(await managed.remove('self-1')).toBe(true);
  });

  it('reports what it changes, by the operator.', async () => {
    const managed = manage();
    const { id } = await createdBy(managed);
    await managed.change(id, { client_name: 'New' });
    await managed.change(id, { client_name: '' });
    await managed.rotateSecret(id, { overlapSeconds: 0 });
    await managed.remove(id);
    await managed.remove(id);
    expect(managed.server.events.map(({ kind, clientId, ...event }) => [kind, clientId, Object(event).action])).toEqual(
      ['created', 'changed', 'secretRotated', 'deleted'].map((action) => ['clientManaged', id, action]),
    );
  });

  it.each<[string, (managed: Managed) => Promise<unknown>, string]>([
    ['an empty client_id', ({ find }) => find(''), 'client_id'],
    ['a client_id that is no string', ({ remove }) => remove(Object(1)), 'client_id'],
    ['an unknown type', ({ create }) => create(Object({ ...shop, clientType: 'other' })), 'clientType'],
    ['a negative overlap', ({ rotateSecret }) => rotateSecret('a', { overlapSeconds: -1 }), 'overlapSeconds'],
    ['an overlap of half a second', ({ rotateSecret }) => rotateSecret('a', { overlapSeconds: 0.5 }), 'overlapSeconds'],
    ['a page 0', ({ list }) => list({ pageNumber: 0 }), 'pageNumber'],
    ['a huge page', ({ list }) => list({ pageSize: 1001 }), 'pageSize'],
  ])('throws for %s.', async (_what, call, message) => {
    await expect(call(manage())).rejects.toThrow(message);
  });

  it.each<
    [string, (registry: ClientRegistry) => Partial<ClientRegistry>, (managed: Managed) => Promise<unknown>, string]
  >([
    [
      'creates nothing',
      () => ({ createClient: Object(() => true) }),
      ({ create }) => create(shop),
      'createClient must return',
    ],
    ['has the client_id', () => ({ createClient: () => 'exists' }), ({ create }) => create(shop), 'random client_id'],
    [
      'finds another client',
      (memory) => ({ readClient: async () => (await memory.listClients({}, 0, 1)).records[0] }),
      async (managed) => {
        await createdBy(managed);
        return managed.find('A');
      },
      'byte for byte',
    ],
  ])('throws for a registry that %s.', async (_what, change, call, message) => {
    await expect(call(manage(change))).rejects.toThrow(message);
  });

  it('needs the server itself.', () => {
    expect(() => managedClients({}, memoryClientRegistry())).toThrow('createAuthorizationServer');
  });
});

describe('clientManagement', () => {
  const problemsWith = (options: object, ...others: readonly object[]): string => {
    try {
      startServer({ endpoints: [clientManagement(Object(options)), ...others] });
      return '';
    } catch (error) {
      return String(error);
    }
  };

  const registry = memoryClientRegistry();
  const authorize = () => undefined;

  it.each([
    ['a misspelt setting', { registry, authorize, authorise: authorize }, 'authorise is not a setting'],
    ['no registry', { authorize }, 'registry of clientManagement'],
    ['a registry without a function', { registry: { ...registry, updateClient: 1 }, authorize }, 'updateClient'],
    ['no authorize', { registry }, 'authorize of clientManagement must be a function'],
  ])('refuses %s at startup.', (_what, options, message) => {
    expect(problemsWith(options)).toContain(message);
  });

  it('can be beside registration, in one registry.', () => {
    expect(problemsWith({ registry, authorize }, registration({ registry }))).toBe('');
  });
});
