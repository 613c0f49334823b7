import { describe, expect, it } from 'vitest';
import { get } from '../wire/send.ts';
import type { StartServer } from './running-server.ts';
import { list, remove, shop, useClientManagement } from './use-client-management.ts';
import { useTestServer } from './use-test-server.ts';

/** Tests of the HTTP requests of the management of clients. */
export const describeClientManagementRequests = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { created, managed, serve } = useClientManagement(start);
    const withoutEndpoint = useTestServer(start);

    it('Without the endpoint, nothing is served there.', async () => {
      const send = await withoutEndpoint.serve();
      for (const target of [list, `${list}/id`]) expect((await send(get(target))).status).toBe(404);
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
      expect((await managed.registry.listClients({}, 0, 9)).total).toBe(1);
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

    it('A registry that fails is answered with 500 in JSON.', async () => {
      managed.registry = { ...managed.registry, listClients: () => Promise.reject(new Error('secret detail')) };
      const send = await serve();
      const failed = await send(get(list));
      expect([failed.status, JSON.parse(failed.body).error]).toEqual([500, 'server_error']);
      expect(failed.body).not.toContain('secret detail');
    });
  });
};
