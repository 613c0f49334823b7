import { type ClientMetadata, hashClientSecret } from '@codegrant/core';
import { isClient } from '@codegrant/core/internal';
import type { ClientRecord, ClientRegistry } from '@codegrant/server';
import { expect } from 'vitest';
import type { PortPromise } from './made-store.ts';
import { plainRegistration, registrationOf, withCreated } from './registry-samples.ts';
import { later, long, nearMissesOf, now, unique, unusual } from './store-samples.ts';

const idOf = ({ metadata }: ClientRecord): string => metadata.client_id;

/** Finds a client, and expects that it is a validated one. */
const find = async (registry: ClientRegistry, clientId: string) => {
  const client = (await registry.find(clientId)) ?? undefined;
  if (client !== undefined) expect(isClient(client), 'what find returns was made by readClient').toBe(true);
  return client;
};

const read = async (registry: ClientRegistry, clientId: string): Promise<unknown> =>
  plainRegistration(await registry.readClient(clientId));

const changed = (record: ClientRecord, metadata: Partial<ClientMetadata>): ClientRecord => ({
  ...record,
  metadata: { ...record.metadata, ...metadata },
  updatedAt: now(),
  revision: record.revision + 1,
});

const hashed = hashClientSecret('a secret of the client');

/** How many registrations there are of clients that registered themselves. */
const countOfSelf = async (registry: ClientRegistry): Promise<number> =>
  (await registry.listClients({ origin: 'self' }, 0, 1)).total;

/** What a registry of clients promises, but for its lists. */
export const registryPromises: readonly PortPromise<ClientRegistry>[] = [
  {
    title: 'A registration that was created is read as it was saved, and its client is found.',
    check: async (registry) => {
      const whole = registrationOf(
        { client_name: `${unusual} ${long} `, client_secret_hashes: [hashed], scope: 'read write', verified: true },
        {
          orgId: `org ${unusual} `,
          userId: unusual,
          retiredSecrets: [{ hash: hashClientSecret('old'), expiresAt: later() }],
        },
      );
      for (const record of [registrationOf(), whole])
        await withCreated(registry, [record], async () => {
          expect(await read(registry, idOf(record))).toEqual(plainRegistration(record));
          expect(await find(registry, idOf(record))).toMatchObject({ client_id: idOf(record) });
        });
    },
  },
  {
    title:
      'Only the exact client_id finds a registration: not another case, its beginning, or a space or U+0000 after it.',
    check: async (registry) => {
      const record = registrationOf();
      const others = [unique(), '\0', '\ud800', "' OR 1=1 --", ...nearMissesOf(idOf(record)), `${idOf(record)}\0`];
      await withCreated(registry, [record], async () => {
        for (const other of others) {
          const found = [await find(registry, other), await read(registry, other), await registry.deleteClient(other)];
          expect(found, JSON.stringify(other)).toEqual([undefined, undefined, false]);
          await registry.keepClient(other);
        }
      });
    },
  },
  {
    title: 'Of a secret, the hash is kept, after a creation and after a change.',
    check: async (registry) => {
      const record = registrationOf({ client_secret: 'a secret of the client' });
      await withCreated(registry, [record], async () => {
        expect((await find(registry, idOf(record)))?.client_secret_hashes).toEqual([hashed]);
        const { client_secret: _, ...metadata } = record.metadata;
        await registry.updateClient({
          ...record,
          metadata: { ...metadata, client_secret: 'another one' },
          revision: 1,
        });
        expect(JSON.stringify(await registry.readClient(idOf(record)))).not.toMatch(/a secret of|another one/);
        expect((await find(registry, idOf(record)))?.client_secret_hashes).toEqual([hashClientSecret('another one')]);
      });
    },
  },
  {
    title: 'A retired secret is accepted until it expires, in seconds.',
    check: async (registry) => {
      const old = hashClientSecret('old');
      const retiredSecrets = [
        { hash: old, expiresAt: later() },
        { hash: hashClientSecret('over'), expiresAt: now() - 1 },
      ];
      const record = registrationOf({ client_secret_hashes: [hashed] }, { retiredSecrets });
      await withCreated(registry, [record], async () => {
        expect((await find(registry, idOf(record)))?.client_secret_hashes).toEqual([hashed, old]);
      });
    },
  },
  {
    title: 'Of parallel creations with one client_id, one is created, and the others return exists.',
    check: async (registry) => {
      const record = registrationOf();
      const names = Array.from({ length: 8 }, (_, index) => `Name ${index}`);
      try {
        const returned = await Promise.all(
          names.map(async (client_name) =>
            registry.createClient({ ...record, metadata: { ...record.metadata, client_name } }),
          ),
        );
        expect(returned.filter((each) => each === 'created')).toHaveLength(1);
        expect(returned.filter((each) => each === 'exists')).toHaveLength(7);
        expect(await find(registry, idOf(record))).toMatchObject({ client_name: names[returned.indexOf('created')] });
        const total = await countOfSelf(registry);
        expect(
          await registry.createClient({ ...record, metadata: { ...record.metadata, origin: 'self' } }, total),
        ).toBe('exists');
      } finally {
        await registry.deleteClient(idOf(record));
      }
    },
  },
  {
    title:
      'Of parallel creations with a cap, exactly as many are created as there is room for, and the others return full (R388).',
    check: async (registry) => {
      const cap = (await countOfSelf(registry)) + 5;
      const records = Array.from({ length: 20 }, () => registrationOf({ origin: 'self' }));
      try {
        const returned = await Promise.all(records.map(async (record) => registry.createClient(record, cap)));
        expect(returned.filter((each) => each === 'created')).toHaveLength(5);
        expect(returned.filter((each) => each === 'full')).toHaveLength(15);
        expect(await countOfSelf(registry)).toBe(cap);
      } finally {
        for (const record of records) await registry.deleteClient(idOf(record));
      }
    },
  },
  {
    title: 'A cap counts the registrations of one origin, and none that was deleted or has expired.',
    check: async (registry) => {
      const self = (expiresAt?: number): ClientRecord => registrationOf({ origin: 'self' }, { expiresAt });
      const [kept, deleted, expired, another] = [self(), self(), self(now() - 1), self()];
      const count = await countOfSelf(registry);
      await withCreated(registry, [registrationOf(), kept, deleted, expired], async () => {
        expect(await registry.createClient(another, count + 2)).toBe('full');
        expect(await registry.deleteClient(idOf(deleted))).toBe(true);
        expect(await registry.createClient(another, count + 2)).toBe('created');
        expect(await registry.createClient(self(), count + 2)).toBe('full');
        await registry.deleteClient(idOf(another));
      });
    },
  },
  {
    title: 'A registration that expires is there until then, and not from then on, unless it was kept.',
    check: async (registry) => {
      const expiring = (expiresAt: number): ClientRecord => registrationOf({ origin: 'self' }, { expiresAt });
      const [current, expired, kept] = [expiring(later()), expiring(now() - 1), expiring(later())];
      await withCreated(registry, [current, expired, kept], async () => {
        expect(await read(registry, idOf(current))).toEqual(plainRegistration(current));
        await registry.keepClient(idOf(expired));
        expect(await find(registry, idOf(expired))).toBeUndefined();
        expect(await read(registry, idOf(expired))).toBeUndefined();
        expect(await registry.updateClient(changed(expired, {}))).toBe('unknown');
        expect(await registry.deleteClient(idOf(expired))).toBe(false);
        await registry.keepClient(idOf(kept));
        expect(await read(registry, idOf(kept))).toEqual(plainRegistration({ ...kept, expiresAt: undefined }));
      });
    },
  },
  {
    title: 'A registration with any text and keys that JSON has is read, changed and deleted, and expires.',
    check: async (registry) => {
      const nested: unknown = JSON.parse(`${'['.repeat(1200)}${']'.repeat(1200)}`);
      const metadata: Partial<ClientMetadata> = {
        client_name: 'Half of a pair: \ud800, none: \0',
        jwks: { keys: [{ kty: 'EC', nested }] },
      };
      const current = registrationOf(metadata, { orgId: 'org \u{1f98a}', expiresAt: later() });
      const expired = registrationOf(metadata, { expiresAt: now() - 1 });
      await withCreated(registry, [current, expired, registrationOf()], async () => {
        expect(await read(registry, idOf(current))).toEqual(plainRegistration(current));
        const next = changed(current, { client_uri: 'https://new.example' });
        expect(await registry.updateClient(next)).toBe('updated');
        expect(await read(registry, idOf(current))).toEqual(plainRegistration(next));
        expect((await registry.listClients({ clientId: idOf(current) }, 0, 1)).total).toBe(1);
        expect(await registry.deleteClient(idOf(current))).toBe(true);
      });
    },
  },
  {
    title: 'A changed registration takes the place of the earlier one, and its expiry stays.',
    check: async (registry) => {
      const record = registrationOf({}, { expiresAt: later() });
      const next = changed(record, { client_name: 'New', redirect_uris: ['https://new.example/callback'] });
      await withCreated(registry, [record], async () => {
        expect(await registry.updateClient({ ...next, expiresAt: undefined })).toBe('updated');
        expect(await read(registry, idOf(record))).toEqual(plainRegistration(next));
        expect(await find(registry, idOf(record))).toMatchObject({ redirect_uris: ['https://new.example/callback'] });
        expect(await registry.updateClient(changed(registrationOf(), {}))).toBe('unknown');
      });
    },
  },
  {
    title: 'Of parallel changes of one revision, one is saved, and the others return conflict (R389).',
    check: async (registry) => {
      const record = registrationOf();
      await withCreated(registry, [record], async () => {
        const returned = await Promise.all(
          Array.from({ length: 8 }, async (_, index) =>
            registry.updateClient(changed(record, { client_name: `Name ${index}` })),
          ),
        );
        expect(returned.filter((each) => each === 'updated')).toHaveLength(1);
        expect(returned.filter((each) => each === 'conflict')).toHaveLength(7);
        const client_name = `Name ${returned.indexOf('updated')}`;
        expect(await find(registry, idOf(record))).toMatchObject({ client_name });
      });
    },
  },
  {
    title: 'An invalid registration is refused, and changes nothing.',
    check: async (registry) => {
      const record = registrationOf();
      const invalid = { redirect_uris: ['http://web.example/callback'] };
      const other = registrationOf(invalid);
      const refused = (step: () => unknown) => expect(Promise.resolve().then(step)).rejects.toThrow('redirect_uris');
      await withCreated(registry, [record], async () => {
        await refused(() => registry.createClient(other));
        await refused(() => registry.updateClient(changed(record, invalid)));
        expect(await read(registry, idOf(other))).toBeUndefined();
        expect(await read(registry, idOf(record))).toEqual(plainRegistration(record));
      });
    },
  },
  {
    title: 'A deleted registration is gone at once, can be created again, and the others stay.',
    check: async (registry) => {
      const [deleted, other] = [registrationOf(), registrationOf()];
      await withCreated(registry, [deleted, other], async () => {
        expect(await registry.deleteClient(idOf(deleted))).toBe(true);
        expect([await find(registry, idOf(deleted)), await read(registry, idOf(deleted))]).toEqual([
          undefined,
          undefined,
        ]);
        expect(await registry.updateClient(changed(deleted, {}))).toBe('unknown');
        expect(await registry.deleteClient(idOf(deleted))).toBe(false);
        expect(await find(registry, idOf(other))).toBeDefined();
        expect(await registry.createClient(deleted)).toBe('created');
      });
    },
  },
];
