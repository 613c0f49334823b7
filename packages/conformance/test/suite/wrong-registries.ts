import { defineClient } from '@codegrant/core';
import { type ClientRecord, type ClientRegistry, memoryClientRegistry } from '@codegrant/server';
import type { Wrong } from './wrong-stores.ts';

/** A registry in memory, of which some functions are replaced. */
const changed =
  (change: (registry: ClientRegistry) => Partial<ClientRegistry>): (() => ClientRegistry) =>
  () => {
    const registry = memoryClientRegistry();
    return { ...registry, ...change(registry) };
  };

/** A registry that creates changed registrations. */
const creating = (change: (record: ClientRecord) => ClientRecord): (() => ClientRegistry) =>
  changed((registry) => ({ createClient: (record, cap) => registry.createClient(change(record), cap) }));

const moment = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 1));

export const wrongRegistries: readonly Wrong<ClientRegistry>[] = [
  {
    mistake: 'removes spaces at the end of a name',
    make: creating((record) => ({
      ...record,
      metadata: { ...record.metadata, client_name: record.metadata.client_name?.trimEnd() },
    })),
    title: 'A registration that was created is read as it was saved, and its client is found.',
  },
  {
    mistake: 'ignores spaces at the end of a client_id',
    make: changed((registry) => ({ find: (clientId) => registry.find(clientId.trimEnd()) })),
    title:
      'Only the exact client_id finds a registration: not another case, its beginning, or a space or U+0000 after it.',
  },
  {
    mistake: 'keeps the secret after a change',
    make: changed((registry) => {
      const kept = new Map<string, ClientRecord>();
      return {
        updateClient: (record) => {
          kept.set(record.metadata.client_id, record);
          return registry.updateClient(record);
        },
        readClient: (clientId) => kept.get(clientId) ?? registry.readClient(clientId),
      };
    }),
    title: 'Of a secret, the hash is kept, after a creation and after a change.',
  },
  {
    mistake: 'replaces half of a surrogate pair',
    make: creating((record) => ({
      ...record,
      metadata: {
        ...record.metadata,
        client_name: record.metadata.client_name?.replaceAll(/\p{Surrogate}/gu, '\ufffd'),
      },
    })),
    title: 'A registration with any text and keys that JSON has is read, changed and deleted, and expires.',
  },
  {
    mistake: 'accepts a retired secret for good',
    make: changed((registry) => ({
      find: async (clientId) => {
        const { metadata, retiredSecrets = [] } = (await registry.readClient(clientId)) ?? {};
        if (metadata === undefined) return undefined;
        const client_secret_hashes = [
          ...(metadata.client_secret_hashes ?? []),
          ...retiredSecrets.map(({ hash }) => hash),
        ];
        return defineClient({ ...metadata, client_secret_hashes });
      },
    })),
    title: 'A retired secret is accepted until it expires, in seconds.',
  },
  {
    mistake: 'looks for a client_id first, and saves later',
    make: changed((registry) => ({
      createClient: async (record, cap) => {
        if ((await registry.readClient(record.metadata.client_id)) !== undefined) return 'exists';
        await moment();
        await registry.deleteClient(record.metadata.client_id);
        return registry.createClient(record, cap);
      },
    })),
    title: 'Of parallel creations with one client_id, one is created, and the others return exists.',
  },
  {
    mistake: 'counts first, and saves later',
    make: changed((registry) => ({
      createClient: async (record, cap = 1000) => {
        const { origin } = record.metadata;
        if ((await registry.listClients({ origin }, 0, 1)).total >= cap) return 'full';
        await moment();
        return registry.createClient(record);
      },
    })),
    title:
      'Of parallel creations with a cap, exactly as many are created as there is room for, and the others return full (R388).',
  },
  {
    mistake: 'counts every registration that was ever created',
    make: changed((registry) => {
      let count = 0;
      return {
        createClient: async (record, cap = 1000) => {
          if (count >= cap) return 'full';
          count += 1;
          return registry.createClient(record);
        },
      };
    }),
    title: 'A cap counts the registrations of one origin, and none that was deleted or has expired.',
  },
  {
    mistake: 'takes the expiry for milliseconds',
    make: creating((record) => ({ ...record, expiresAt: record.expiresAt && record.expiresAt / 1000 })),
    title: 'A registration that expires is there until then, and not from then on, unless it was kept.',
  },
  {
    mistake: 'keeps a registration for good once it is changed',
    make: changed((registry) => ({
      updateClient: async (record) => {
        const answer = await registry.updateClient(record);
        if (record.expiresAt === undefined) await registry.keepClient(record.metadata.client_id);
        return answer;
      },
    })),
    title: 'A changed registration takes the place of the earlier one, and its expiry stays.',
  },
  {
    mistake: 'compares no revision',
    make: changed((registry) => {
      const revisions = new Map<string, number>();
      return {
        updateClient: (record) => {
          const { client_id: clientId } = record.metadata;
          const revision = (revisions.get(clientId) ?? 0) + 1;
          revisions.set(clientId, revision);
          return registry.updateClient({ ...record, revision });
        },
      };
    }),
    title: 'Of parallel changes of one revision, one is saved, and the others return conflict (R389).',
  },
  {
    mistake: 'validates nothing',
    make: changed(() => ({ createClient: () => 'created', updateClient: () => 'updated' })),
    title: 'An invalid registration is refused, and changes nothing.',
  },
  {
    mistake: 'keeps the clients that it found in a cache',
    make: changed((registry) => {
      const found = new Map<string, ReturnType<ClientRegistry['find']>>();
      return {
        find: (clientId) => {
          const client = found.get(clientId) ?? registry.find(clientId);
          found.set(clientId, client);
          return client;
        },
        deleteClient: async (clientId) => {
          await registry.find(clientId);
          found.set(clientId, registry.find(clientId));
          return registry.deleteClient(clientId);
        },
      };
    }),
    title: 'A deleted registration is gone at once, can be created again, and the others stay.',
  },
  {
    mistake: 'lists the newest first',
    make: changed((registry) => ({
      listClients: async (filter, offset, limit) => {
        const { records, total } = await registry.listClients(filter, offset, limit);
        return { records: records.toReversed(), total };
      },
    })),
    title:
      'A list has the registrations of an organization as they were saved, in the order of createdAt and client_id.',
  },
  {
    mistake: 'counts only the page',
    make: changed((registry) => ({
      listClients: async (filter, offset, limit) => {
        const { records } = await registry.listClients(filter, offset, limit);
        return { records, total: records.length };
      },
    })),
    title: 'A page has as many registrations as its limit, after the offset, and the total counts all pages.',
  },
  {
    mistake: 'orders by client_id alone',
    make: changed((registry) => ({
      listClients: async (filter, offset, limit) => {
        const { records, total } = await registry.listClients(filter, 0, 1000);
        const ordered = records.toSorted((a, b) => (a.metadata.client_id < b.metadata.client_id ? -1 : 1));
        return { records: ordered.slice(offset, offset + limit), total };
      },
    })),
    title: 'A new registration changes no earlier page.',
  },
  {
    mistake: 'lists what has expired',
    make: changed((registry) => {
      const created: ClientRecord[] = [];
      return {
        createClient: (record, cap) => {
          created.push(record);
          return registry.createClient(record, cap);
        },
        listClients: ({ orgId }) => {
          const records = created.filter((record) => record.orgId === orgId);
          return { records, total: records.length };
        },
      };
    }),
    title: 'A list has no registration that has expired or was deleted.',
  },
  {
    mistake: 'takes % in a name for any characters',
    make: changed((registry) => ({
      listClients: (filter, offset, limit) =>
        registry.listClients(
          { ...filter, nameContains: filter.nameContains === '%' ? undefined : filter.nameContains },
          offset,
          limit,
        ),
    })),
    title: 'Each filter has exactly what it names, and several filters must all hold.',
  },
  {
    mistake: 'filters by the name at creation',
    make: changed((registry) => {
      const names = new Map<string, string>();
      return {
        createClient: (record, cap) => {
          names.set(record.metadata.client_id, record.metadata.client_name ?? '');
          return registry.createClient(record, cap);
        },
        listClients: async ({ name, orgId }, offset, limit) => {
          const { records } = await registry.listClients({ orgId }, offset, limit);
          const listed = records.filter(({ metadata }) => names.get(metadata.client_id) === name);
          return { records: listed, total: listed.length };
        },
      };
    }),
    title: 'A filter compares with the changed registration.',
  },
];
