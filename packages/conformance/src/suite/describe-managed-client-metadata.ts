import { describe, expect, it } from 'vitest';
import { postJson } from '../wire/send.ts';
import type { StartServer } from './running-server.ts';
import { create, list, put, shop, useClientManagement } from './use-client-management.ts';

/** Tests of the metadata that a manager may send. */
export const describeManagedClientMetadata = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { created, managed, serve } = useClientManagement(start);

    it.each<[string, object]>([
      ['client_id', { client_id: 'chosen' }],
      ['client_secret', { client_secret: 'chosen' }],
      ['client_secret_hashes', { client_secret_hashes: ['E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'] }],
      ['origin', { origin: 'registered' }],
      ['trusted', { trusted: true }],
      ['verified', { verified: true }],
      ['consent', { consent: 'skip' }],
      ['introspection', { introspection: 'any' }],
      ['org_id', { org_id: 'org-2' }],
      ['user_id', { user_id: 'eve' }],
      ['scope', { scope: 'read' }],
      ['client_name', { client_name: 'Name' }],
      ['expiresAt', { expiresAt: 1 }],
    ])('A member that no manager may set is refused: %s (R381).', async (name, more) => {
      const send = await serve();
      const { client_id: id } = await created(send);
      for (const request of [create({ ...shop, ...more }), put(`${list}/${id}`, more)]) {
        const { status, body } = await send(request);
        expect([status, JSON.parse(body)]).toEqual([
          422,
          {
            error: 'invalid_client_metadata',
            error_description: 'The client is invalid. Correct the fields that invalid_fields names.',
            invalid_fields: { [name]: [`${name} is not a known member: correct its spelling, or remove it.`] },
          },
        ]);
      }
      expect((await managed.registry.listClients({}, 0, 9)).total).toBe(1);
    });

    it.each<[string, object, string]>([
      ['no name', { name: undefined }, 'name'],
      ['an empty name', { name: '' }, 'name'],
      ['a name that is no string', { name: ['a'] }, 'name'],
      ['no client_type', { client_type: undefined }, 'client_type'],
      ['an unknown client_type', { client_type: 'trusted' }, 'client_type'],
      ['no scopes', { allowed_scopes: undefined }, 'allowed_scopes'],
      ['an empty list of scopes, which would be every scope', { allowed_scopes: [] }, 'allowed_scopes'],
      ['two scopes in one string', { allowed_scopes: ['read write'] }, 'allowed_scopes'],
      ['a scope that the policy does not have', { allowed_scopes: ['admin'] }, 'allowed_scopes'],
      ['no grant types', { allowed_grant_types: undefined }, 'allowed_grant_types'],
      ['an empty list of grant types', { allowed_grant_types: [] }, 'allowed_grant_types'],
      ['a grant type that the server does not have', { allowed_grant_types: ['password'] }, 'allowed_grant_types'],
      [
        'client_credentials at a server without it',
        { allowed_grant_types: ['client_credentials'] },
        'allowed_grant_types',
      ],
      ['no redirect URI', { redirect_uris: [] }, 'redirect_uris'],
      ['a redirect URI that is no list', { redirect_uris: 'https://shop.example/callback' }, 'redirect_uris'],
      ['an http redirect URI', { redirect_uris: ['http://shop.example/callback'] }, 'redirect_uris'],
      ['a redirect URI with a fragment', { redirect_uris: ['https://shop.example/#a'] }, 'redirect_uris'],
      ['a logo that is a script', { logo_uri: 'javascript:alert(1)' }, 'logo_uri'],
      ['require_pkce that is no boolean', { require_pkce: 'false' }, 'require_pkce'],
    ])('A client with %s is refused with 422, and the field is named (R382).', async (_what, more, field) => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const before = await managed.registry.readClient(id);
      const refused = await send(create({ ...shop, ...more }));
      expect(refused.status, refused.body).toBe(422);
      const { error, invalid_fields: fields } = JSON.parse(refused.body);
      expect([error, Object.keys(fields)]).toEqual(['invalid_client_metadata', [field]]);
      const isAbsent = Object.values(more).includes(undefined);
      if (!isAbsent && field !== 'client_type') expect((await send(put(`${list}/${id}`, more))).status).toBe(422);
      expect((await managed.registry.listClients({}, 0, 9)).total).toBe(1);
      expect(await managed.registry.readClient(id)).toEqual(before);
    });

    it('The type of a client cannot be changed.', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const refused = await send(put(`${list}/${id}`, { client_type: 'public' }));
      expect(JSON.parse(refused.body).invalid_fields).toHaveProperty('client_type');
    });

    it.each(['[]', '1', 'null', '"a"'])('JSON that is no object is refused: %s.', async (body) => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const headers = { 'content-type': 'application/json' };
      for (const request of [postJson(list, body), { method: 'PUT', target: `${list}/${id}`, headers, body }]) {
        const { status, body: reply } = await send(request);
        // A framework may refuse what is no object before the server sees it.
        expect([400, 422]).toContain(status);
        expect(JSON.parse(reply)).toHaveProperty('error');
      }
    });
  });
};
