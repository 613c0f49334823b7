import { type ClientManager, clientManagement, type ClientRegistry, memoryClientRegistry } from '@codegrant/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { get, postJson, type Send, type WireRequest, type WireResponse } from '../wire/send.ts';
import type { StartServer } from './running-server.ts';
import { registrationOf } from './registry-samples.ts';
import { useTestServer } from './use-test-server.ts';

const list = '/oauth_clients';

/** What a manager sends for a confidential client. */
const shop = {
  name: 'Ada\u2019s Shop',
  client_type: 'confidential',
  allowed_scopes: ['read', 'write'],
  allowed_grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['https://shop.example/callback'],
  logo_uri: 'https://shop.example/logo.png',
};

/** What a manager sends for a public client. */
const tool = { ...shop, name: 'Tool', client_type: 'public', logo_uri: undefined };

const ada: ClientManager = { orgId: 'org-1', userId: 'ada' };
const eve: ClientManager = { orgId: 'org-2', userId: 'eve' };

const put = (target: string, value: object): WireRequest => ({
  method: 'PUT',
  target,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const remove = (target: string, headers: Readonly<Record<string, string>> = {}): WireRequest => ({
  method: 'DELETE',
  target,
  headers,
});

const create = (value: object): WireRequest => postJson(list, JSON.stringify(value));

const dataIn = (response: WireResponse) => JSON.parse(response.body).data;

/** Tests of the management of clients. */
export const describeClientManagement = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { state, serve: serveWith } = useTestServer(start);
    let manager: ClientManager | undefined;
    let registry: ClientRegistry;
    beforeEach(() => {
      manager = ada;
      registry = memoryClientRegistry(() => fixedNow);
    });
    const authorize = (): ClientManager | undefined => manager;
    const serve = (more: object = {}): Promise<Send> =>
      serveWith({
        endpoints: [clientManagement({ registry, authorize })],
        // Each client_id is another one.
        random: (length) => crypto.getRandomValues(new Uint8Array(length)),
        ...more,
      });
    const created = async (send: Send, value: object = shop) => {
      const response = await send(create(value));
      expect(response.status, response.body).toBe(201);
      return dataIn(response);
    };

    it('Without the endpoint, nothing is served there.', async () => {
      const send = await serveWith();
      for (const target of [list, `${list}/id`]) expect((await send(get(target))).status).toBe(404);
    });

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
      const { metadata } = (await registry.readClient(id)) ?? registrationOf();
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
      expect((await registry.listClients({}, 0, 9)).total).toBe(1);
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
      const before = await registry.readClient(id);
      const refused = await send(create({ ...shop, ...more }));
      expect(refused.status, refused.body).toBe(422);
      const { error, invalid_fields: fields } = JSON.parse(refused.body);
      expect([error, Object.keys(fields)]).toEqual(['invalid_client_metadata', [field]]);
      const isAbsent = Object.values(more).includes(undefined);
      if (!isAbsent && field !== 'client_type') expect((await send(put(`${list}/${id}`, more))).status).toBe(422);
      expect((await registry.listClients({}, 0, 9)).total).toBe(1);
      expect(await registry.readClient(id)).toEqual(before);
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

    it('A client of another organization is unknown, and in no list (R380).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const path = `${list}/${id}`;
      const before = await registry.readClient(id);
      manager = eve;
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
      expect(await registry.readClient(id)).toEqual(before);
    });

    it('Clients without an organization, such as those that registered themselves, are not managed here (R380).', async () => {
      const send = await serve();
      const self = registrationOf({ origin: 'self' });
      await registry.createClient(self);
      expect((await send(get(`${list}/${self.metadata.client_id}`))).status).toBe(404);
      expect((await send(remove(`${list}/${self.metadata.client_id}`))).status).toBe(404);
      expect(JSON.parse((await send(get(list))).body).data).toEqual([]);
    });

    it('A request of somebody else gets 401 with a challenge, and changes nothing (R380).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      for (const nobody of [undefined, JSON.parse('null')]) {
        manager = nobody;
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
      expect((await registry.listClients({}, 0, 9)).total).toBe(1);
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
      manager = Object(answer);
      for (const request of [get(list), create(shop)]) expect((await send(request)).status).toBe(500);
      expect((await registry.listClients({}, 0, 9)).total).toBe(1);
    });

    it('A list has pages, the oldest first, until the last (R383).', async () => {
      const send = await serve();
      const ids: string[] = [];
      for (let index = 0; index < 5; index++) {
        const record = registrationOf({}, { orgId: 'org-1', userId: 'ada', createdAt: fixedNow + index });
        ids.push(record.metadata.client_id);
        await registry.createClient(record);
      }
      const page = async (query: string) => {
        const { data, meta } = JSON.parse((await send(get(`${list}?${query}`))).body);
        return { ids: data.map((client: { readonly client_id: string }) => client.client_id), meta };
      };
      const meta = { page_number: 1, page_size: 2, total_pages: 3, total_results: 5 };
      expect(await page('page[number]=1&page[size]=2')).toEqual({ ids: ids.slice(0, 2), meta });
      expect(await page('page%5Bnumber%5D=3&page%5Bsize%5D=2')).toEqual({
        ids: ids.slice(4),
        meta: { ...meta, page_number: 3 },
      });
      expect(await page('page[number]=999999999&page[size]=100')).toMatchObject({ ids: [] });
      expect(await page('')).toMatchObject({ ids, meta: { page_number: 1, page_size: 20, total_pages: 1 } });
    });

    it.each([
      'page[size]=101',
      'page[size]=0',
      'page[size]=1e2',
      'page[number]=-1',
      'page[number]=1000000000',
      'page[number]=1&page[number]=2',
      'filter[client_type]=trusted',
      'filter[verified]=yes',
      'filter[verified]=true&filter[verified]=false',
      'filter[name]=%ff',
    ])('A list that is asked for with %s is refused with 400 (R383).', async (query) => {
      const send = await serve();
      expect(await send(get(`${list}?${query}`))).toMatchObject({ status: 400 });
    });

    it('Each filter takes what it names literally (R383).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      await created(send, tool);
      const names = async (query: string) =>
        dataIn(await send(get(`${list}?${query}`))).map(({ name }: { readonly name: string }) => name);
      expect(await names(`filter[client_id]=${id}`)).toEqual([shop.name]);
      expect(await names('filter[client_type]=public')).toEqual(['Tool']);
      expect(await names('filter[name]=Tool')).toEqual(['Tool']);
      expect(await names('filter[name][contains]=Sho')).toEqual([shop.name]);
      expect(await names('filter[allowed_grant_types][contains]=refresh_token')).toHaveLength(2);
      expect(await names('filter[allowed_grant_types][contains]=refresh')).toEqual([]);
      expect(await names('filter[verified]=true')).toEqual([]);
      for (const text of ['%25', '_', '*', "' OR '1'='1", '%00', '%5C', '"', '.*'])
        expect(await names(`filter[name][contains]=${text.startsWith('%') ? text : encodeURIComponent(text)}`)).toEqual(
          [],
        );
    });

    it.each([
      ['PUT', list, 'GET, HEAD, POST'],
      ['DELETE', list, 'GET, HEAD, POST'],
      ['PATCH', `${list}/id`, 'GET, HEAD, PUT, DELETE'],
      ['POST', `${list}/id`, 'GET, HEAD, PUT, DELETE'],
    ])('%s %s is answered with 405, which names the supported methods: %s.', async (method, target, allow) => {
      const send = await serve();
      expect(await send({ method, target })).toMatchObject({ status: 405, headers: { allow } });
    });

    it('No header and no parameter replaces the method.', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      const target = `${list}/${id}?_method=DELETE`;
      await send({
        method: 'GET',
        target,
        headers: { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
      });
      expect((await send(get(`${list}/${id}`))).status).toBe(200);
    });

    it('No page of another origin can read or change clients, and no form can (R385).', async () => {
      const send = await serve({ consentUrl: 'https://account.example/consent' });
      const { client_id: id } = await created(send);
      for (const method of ['POST', 'PUT', 'DELETE', 'GET']) {
        const headers = { origin: 'https://account.example', 'access-control-request-method': method };
        for (const target of [list, `${list}/${id}`]) {
          const preflight = await send({ method: 'OPTIONS', target, headers });
          expect(preflight.status).toBe(405);
          expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
        }
      }
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=a',
        undefined,
      ]) {
        const headers = type === undefined ? {} : { 'content-type': type };
        const posted = await send({ method: 'POST', target: list, headers, body: JSON.stringify(shop) });
        expect(posted.status).toBe(415);
      }
      expect((await registry.listClients({}, 0, 9)).total).toBe(1);
    });

    it('A DELETE may have a Content-Type and no body.', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      expect((await send(remove(`${list}/${id}`, { 'content-type': 'application/json' }))).status).toBe(204);
    });

    it('What is no UUID, or is encoded, names no client.', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      for (const segment of [
        'a',
        '%00',
        `${id}%20`,
        id.toUpperCase(),
        `${id.slice(0, -1)}%${id.charCodeAt(35).toString(16)}`,
      ])
        expect((await send(get(`${list}/${segment}`))).status).toBe(404);
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

    it('A registry that fails is answered with 500 in JSON.', async () => {
      registry = { ...registry, listClients: () => Promise.reject(new Error('secret detail')) };
      const send = await serve();
      const failed = await send(get(list));
      expect([failed.status, JSON.parse(failed.body).error]).toEqual([500, 'server_error']);
      expect(failed.body).not.toContain('secret detail');
    });
  });
};
