import { describe, expect, it } from 'vitest';
import { get } from '../wire/send.ts';
import { registrationOf } from './registry-samples.ts';
import type { StartServer } from './running-server.ts';
import { create, dataIn, list, put, remove, shop, tool, useClientManagement } from './use-client-management.ts';

/** Tests of what a manager does with a client. */
export const describeManagedClients = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { created, managed, serve, state } = useClientManagement(start);

    it('A manager creates a client, reads it, changes it and deletes it (R380, R381).', async () => {
      const send = await serve();
      const { client_secret: secret, ...client } = await created(send);
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(client).toEqual({
        record_type: 'oauth_client',
        client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: shop.name,
        org_id: 'org-1',
        user_id: 'ada',
        client_type: 'confidential',
        require_pkce: false,
        allowed_scopes: shop.allowed_scopes,
        allowed_grant_types: shop.allowed_grant_types,
        redirect_uris: shop.redirect_uris,
        logo_uri: shop.logo_uri,
        tos_uri: null,
        policy_uri: null,
        created_at: '2023-11-14T22:13:20Z',
        updated_at: '2023-11-14T22:13:20Z',
      });
      const path = `${list}/${client.client_id}`;
      expect(dataIn(await send(get(path)))).toEqual(client);
      const changed = await send(
        put(path, { name: 'New', require_pkce: true, logo_uri: null, allowed_scopes: ['read'] }),
      );
      expect([changed.status, dataIn(changed)]).toEqual([
        200,
        { ...client, name: 'New', require_pkce: true, logo_uri: null, allowed_scopes: ['read'] },
      ]);
      expect(dataIn(await send(get(path)))).toEqual(dataIn(changed));
      expect(await send(remove(path))).toMatchObject({ status: 204, body: '' });
      for (const request of [get(path), put(path, { name: 'Newer' }), remove(path)])
        expect((await send(request)).status).toBe(404);
    });

    it('Only the reply to a creation has a secret, and none has a hash (R384).', async () => {
      const send = await serve();
      const { client_id: id, client_secret: secret } = await created(send);
      const { metadata } = (await managed.registry.readClient(id)) ?? registrationOf();
      const replies = [get(`${list}/${id}`), get(list), put(`${list}/${id}`, { name: 'New' })];
      for (const request of replies) {
        const { body } = await send(request);
        expect(body).not.toContain('client_secret');
        for (const hidden of [secret, ...(metadata.client_secret_hashes ?? [])]) expect(body).not.toContain(hidden);
      }
      expect(JSON.stringify(state().events)).not.toContain(secret);
      expect(JSON.stringify(metadata)).not.toContain(secret);
    });

    it('A client that was created can be used at once, and one that was deleted cannot (R387).', async () => {
      const send = await serve();
      state().owner = { subject: 'user-1' };
      const { client_id: id } = await created(send, tool);
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: id,
        redirect_uri: 'https://shop.example/callback',
        scope: 'read',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      });
      const authorizeAt = async () => (await send(get(`/oauth/authorize?${query.toString()}`))).status;
      expect(await authorizeAt()).toBe(200);
      await send(remove(`${list}/${id}`));
      expect(await authorizeAt()).toBe(404);
    });

    it('A public client has no secret and always uses PKCE (R382).', async () => {
      const send = await serve();
      expect(await created(send, tool)).toMatchObject({ client_type: 'public', require_pkce: true });
      expect(await created(send, tool)).not.toHaveProperty('client_secret');
      const refused = await send(create({ ...tool, require_pkce: false }));
      expect(JSON.parse(refused.body).invalid_fields).toHaveProperty('require_pkce');
    });

    it('Each request is reported once, with the client.', async () => {
      const send = await serve();
      const { client_id: clientId } = await created(send);
      const path = `${list}/${clientId}`;
      for (const request of [get(list), get(path), put(path, { name: 'New' }), put(path, { name: 1 }), remove(path)])
        await send(request);
      const endpoint = 'clientList';
      expect(state().events).toMatchObject([
        { kind: 'clientManaged', action: 'created', by: 'manager', endpoint, clientId },
        { kind: 'clientsShown', count: 1, endpoint },
        { kind: 'clientsShown', count: 1, endpoint, clientId },
        { kind: 'clientManaged', action: 'changed', by: 'manager', endpoint, clientId },
        { kind: 'refused', status: 422, rule: 'managed-client-metadata', endpoint },
        { kind: 'clientManaged', action: 'deleted', by: 'manager', endpoint, clientId },
      ]);
    });
  });
};
