import { hashClientSecret } from '@codegrant/core';
import type { ClientFilter, ClientRecord, ClientRegistry } from '@codegrant/server';
import { expect } from 'vitest';
import type { PortPromise } from './made-store.ts';
import { plainRegistration, registrationOf, withCreated } from './registry-samples.ts';
import { later, now, unique } from './store-samples.ts';

const idOf = ({ metadata }: ClientRecord): string => metadata.client_id;

/** Registrations of one organization, each a second later than the one before. */
const inOrgOf = (orgId: string, count: number): readonly ClientRecord[] =>
  Array.from({ length: count }, (_, index) => registrationOf({}, { orgId, createdAt: now() - 100 + index }));

const idsIn = async (registry: ClientRegistry, filter: ClientFilter, offset = 0, limit = 100) => {
  const { records, total } = await registry.listClients(filter, offset, limit);
  return { ids: records.map(idOf), total };
};

/** What the lists of a registry promise. */
export const listPromises: readonly PortPromise<ClientRegistry>[] = [
  {
    title:
      'A list has the registrations of an organization as they were saved, in the order of createdAt and client_id.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const created = inOrgOf(orgId, 3);
      const [first, second, third] = created.toReversed().toSorted((a, b) => a.createdAt - b.createdAt);
      const tied = [registrationOf({}, { orgId, createdAt: 5 }), registrationOf({}, { orgId, createdAt: 5 })];
      const others = [registrationOf(), registrationOf({}, { orgId: `${orgId}-2` }), registrationOf({}, { orgId: '' })];
      await withCreated(registry, [...created.toReversed(), ...tied, ...others], async () => {
        const ordered = [...tied.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1)), first, second, third];
        const { records, total } = await registry.listClients({ orgId }, 0, 100);
        expect(records.map(plainRegistration)).toEqual(ordered.map(plainRegistration));
        expect(total).toBe(5);
      });
    },
  },
  {
    title: 'A page has as many registrations as its limit, after the offset, and the total counts all pages.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const created = inOrgOf(orgId, 5);
      await withCreated(registry, created, async () => {
        const ids = created.map(idOf);
        expect(await idsIn(registry, { orgId }, 0, 2)).toEqual({ ids: ids.slice(0, 2), total: 5 });
        expect(await idsIn(registry, { orgId }, 4, 2)).toEqual({ ids: ids.slice(4), total: 5 });
        expect(await idsIn(registry, { orgId, verified: false }, 3, 1)).toEqual({ ids: ids.slice(3, 4), total: 5 });
        expect(await idsIn(registry, { orgId }, 9, 2)).toEqual({ ids: [], total: 5 });
      });
    },
  },
  {
    title: 'A new registration changes no earlier page.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const created = inOrgOf(orgId, 4);
      const added = registrationOf({ client_id: `a-${unique()}` }, { orgId, createdAt: now() });
      await withCreated(registry, created, async () => {
        const before = await idsIn(registry, { orgId }, 0, 4);
        await withCreated(registry, [added], async () => {
          expect(await idsIn(registry, { orgId }, 0, 4)).toEqual({ ids: before.ids, total: 5 });
          expect(await idsIn(registry, { orgId }, 4, 4)).toEqual({ ids: [idOf(added)], total: 5 });
        });
      });
    },
  },
  {
    title: 'A list has no registration that has expired or was deleted.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const expiring = (expiresAt: number): ClientRecord => registrationOf({}, { orgId, expiresAt });
      const [kept, expired, deleted] = [expiring(later()), expiring(now() - 1), expiring(later())];
      await withCreated(registry, [kept, expired, deleted], async () => {
        await registry.deleteClient(idOf(deleted));
        for (const filter of [{ orgId }, { orgId, verified: false }])
          expect(await idsIn(registry, filter)).toEqual({ ids: [idOf(kept)], total: 1 });
      });
    },
  },
  {
    title: 'Each filter has exactly what it names, and several filters must all hold.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const shop = registrationOf(
        { client_name: 'Ada\u2019s %_ Shop', client_secret_hashes: [hashClientSecret('a')], verified: true },
        { orgId },
      );
      const tool = registrationOf(
        { client_name: 'shop', grant_types: ['authorization_code', 'urn:example:grant'], origin: 'self' },
        { orgId },
      );
      const cases: readonly [ClientFilter, readonly ClientRecord[]][] = [
        [{ clientId: idOf(shop) }, [shop]],
        [{ clientId: idOf(shop).toUpperCase() }, []],
        [{ clientType: 'confidential' }, [shop]],
        [{ clientType: 'public' }, [tool]],
        [{ name: 'shop' }, [tool]],
        [{ name: 'Shop' }, []],
        [{ nameContains: '%_ Sh' }, [shop]],
        [{ nameContains: '%' }, [shop]],
        [{ nameContains: 'hop' }, [shop, tool]],
        [{ nameContains: "' OR '1'='1" }, []],
        [{ nameContains: '\0' }, []],
        [{ grantType: 'urn:example:grant' }, [tool]],
        [{ grantType: 'urn:example' }, []],
        [{ grantType: 'authorization_code' }, [shop, tool]],
        [{ verified: true }, [shop]],
        [{ verified: false }, [tool]],
        [{ origin: 'self' }, [tool]],
        [{ origin: 'registered' }, [shop]],
        [{ clientType: 'public', verified: false, name: 'shop', origin: 'self' }, [tool]],
        [{ clientType: 'public', verified: true }, []],
      ];
      await withCreated(registry, [shop, tool], async () => {
        for (const [filter, expected] of cases) {
          const { ids, total } = await idsIn(registry, { ...filter, orgId });
          expect(ids.toSorted(), JSON.stringify(filter)).toEqual(expected.map(idOf).toSorted());
          expect(total).toBe(expected.length);
        }
      });
    },
  },
  {
    title: 'A filter compares with the changed registration.',
    check: async (registry) => {
      const orgId = `org-${unique()}`;
      const record = registrationOf({ client_name: 'Old' }, { orgId });
      await withCreated(registry, [record], async () => {
        const metadata = { ...record.metadata, client_name: 'New', client_secret_hashes: [hashClientSecret('a')] };
        await registry.updateClient({ ...record, metadata, revision: 1 });
        expect((await idsIn(registry, { orgId, name: 'Old' })).total).toBe(0);
        expect((await idsIn(registry, { orgId, name: 'New', clientType: 'confidential' })).total).toBe(1);
      });
    },
  },
];
