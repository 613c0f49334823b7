import type { ClientManager } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { get } from '../wire/send.ts';
import { registrationOf } from './registry-samples.ts';
import type { StartServer } from './running-server.ts';
import { create, list, put, remove, shop, useClientManagement } from './use-client-management.ts';

const eve: ClientManager = { orgId: 'org-2', userId: 'eve' };

/** Tests of who may manage which clients. */
export const describeClientManagers = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { created, managed, serve } = useClientManagement(start);

    it('A client of another organization is unknown, and in no list (R380).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const path = `${list}/${id}`;
      const before = await managed.registry.readClient(id);
      managed.manager = eve;
      for (const request of [get(path), put(path, { name: 'Mine' }), put(path, { bad: 1 }), remove(path)])
        expect(await send(request)).toMatchObject({ status: 404 });
      for (const query of [
        '',
        `filter[client_id]=${id}`,
        'filter[org_id]=org-1',
        'filter[name][contains]=',
        'org_id=org-1',
      ])
        expect(JSON.parse((await send(get(`${list}?${query}`))).body)).toMatchObject({
          data: [],
          meta: { total_results: 0 },
        });
      expect(await managed.registry.readClient(id)).toEqual(before);
    });

    it('Clients without an organization, such as those that registered themselves, are not managed here (R380).', async () => {
      const send = await serve();
      const self = registrationOf({ origin: 'self' });
      await managed.registry.createClient(self);
      expect((await send(get(`${list}/${self.metadata.client_id}`))).status).toBe(404);
      expect((await send(remove(`${list}/${self.metadata.client_id}`))).status).toBe(404);
      expect(JSON.parse((await send(get(list))).body).data).toEqual([]);
    });

    it('A request of somebody else gets 401 with a challenge, and changes nothing (R380).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      for (const nobody of [undefined, JSON.parse('null')]) {
        managed.manager = nobody;
        for (const request of [
          get(list),
          create(shop),
          get(`${list}/${id}`),
          put(`${list}/${id}`, {}),
          remove(`${list}/${id}`),
        ])
          expect(await send(request)).toMatchObject({
            status: 401,
            headers: { 'www-authenticate': 'Bearer realm="clients"', 'content-type': 'application/json' },
          });
      }
      expect((await managed.registry.listClients({}, 0, 9)).total).toBe(1);
    });

    it.each([
      {},
      { orgId: 'org-1' },
      { orgId: '', userId: 'a' },
      { orgId: 1, userId: 'a' },
      { userId: 'a' },
      [],
      true,
      'ada',
    ])('An answer of authorize that names no organization and user fails: %j (R380).', async (answer) => {
      const send = await serve();
      await created(send);
      managed.manager = Object(answer);
      for (const request of [get(list), create(shop)]) expect((await send(request)).status).toBe(500);
      expect((await managed.registry.listClients({}, 0, 9)).total).toBe(1);
    });
  });
};
