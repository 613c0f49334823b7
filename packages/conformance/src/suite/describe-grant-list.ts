import { grantList } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { fixedNow, plainGrant } from '../expected/fixed.ts';
import { get, postJson, type Send, type WireRequest } from '../wire/send.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';

const consentUrl = 'https://account.example/consent';
const pageOrigin = 'https://account.example';
const { grantId } = plainGrant;
const grantPath = `/oauth_grants/${grantId}`;

const revokeAt = (target: string, headers: Readonly<Record<string, string>> = {}, body?: string): WireRequest => ({
  method: 'DELETE',
  target,
  headers,
  body,
});

interface Deletion {
  readonly how: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How a DELETE can be sent. */
const deletions: readonly Deletion[] = [
  { how: 'without a Content-Type and a body', headers: {} },
  { how: 'with a Content-Type and no body', headers: { 'content-type': 'application/json' } },
  { how: 'with Content-Length: 0', headers: { 'content-length': '0' } },
  {
    how: 'with a Content-Type and Content-Length: 0',
    headers: { 'content-type': 'application/json', 'content-length': '0' },
  },
  { how: 'with an unknown Content-Type', headers: { 'content-type': 'x' } },
  { how: 'with an empty Content-Type', headers: { 'content-type': '' } },
  { how: 'with JSON', headers: { 'content-type': 'application/json', 'content-length': '2' }, body: '{}' },
  {
    how: 'with a body that is no JSON',
    headers: { 'content-type': 'application/json', 'content-length': '1' },
    body: '{',
  },
  {
    how: 'with a body in chunks',
    headers: { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' },
    body: 'x',
  },
  { how: 'with a body and no Content-Type', headers: { 'content-length': '2' }, body: '{}' },
  {
    how: 'with a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '3' },
    body: 'a=b',
  },
];

/** Tests of the list of grants. */
export const describeGrantList = (start: StartServer): void => {
  describe('The list of grants:', () => {
    const { state, serve } = useTestServer(start);
    const serveAt = async (path: string, hostedAt?: string): Promise<Send> => {
      state().owner = { subject: plainGrant.subject };
      await state().grants.saveGrant(plainGrant);
      return serve({ endpoints: [grantList], paths: { grantList: path }, consentUrl: hostedAt });
    };
    const isKept = async (): Promise<boolean> =>
      (await state().grants.findGrant(plainGrant.subject, grantId)) !== undefined;

    it('Without the endpoint, nothing is served there.', async () => {
      state().owner = { subject: plainGrant.subject };
      const send = await serve();
      for (const target of ['/oauth_grants', grantPath, '/oauth/grants', `/oauth/grants/${grantId}`])
        expect((await send(get(target))).status).toBe(404);
    });

    it('A user reads the list and a grant, and revokes the grant, which is then unknown (R105).', async () => {
      const send = await serveAt('/oauth_grants');
      const listed = JSON.parse((await send(get('/oauth_grants'))).body);
      expect(listed.data).toMatchObject([{ id: grantId, client_id: plainGrant.clientId }]);
      expect(JSON.parse((await send(get(grantPath))).body)).toEqual({ data: listed.data[0] });
      const revoked = await send(revokeAt(grantPath));
      expect([revoked.status, JSON.parse(revoked.body)]).toEqual([200, { data: listed.data[0] }]);
      expect((await send(get(grantPath))).status).toBe(404);
      expect((await send(revokeAt(grantPath))).status).toBe(404);
      expect(JSON.parse((await send(get('/oauth_grants'))).body).meta.total_results).toBe(0);
    });

    it.each(deletions)('A DELETE $how revokes the grant (R293).', async ({ headers, body }) => {
      const send = await serveAt('/oauth_grants');
      expect((await send(revokeAt(grantPath, headers, body))).status).toBe(200);
      expect(await isKept()).toBe(false);
    });

    it('The list may have the path that answers are posted to: the method decides.', async () => {
      const send = await serveAt('/oauth/grants', consentUrl);
      expect((await send(get('/oauth/grants'))).status).toBe(200);
      const posted = await send(postJson('/oauth/grants', '{}'));
      expect([posted.status, JSON.parse(posted.body).error]).toEqual([400, 'invalid_request']);
      expect(await send({ method: 'PUT', target: '/oauth/grants' })).toMatchObject({
        status: 405,
        headers: { allow: 'POST, GET, HEAD' },
      });
      expect(await send({ method: 'OPTIONS', target: '/oauth/grants' })).toMatchObject({
        status: 204,
        headers: { 'access-control-allow-methods': 'POST, GET, HEAD' },
      });
      expect((await send(revokeAt(`/oauth/grants/${grantId}`))).status).toBe(200);
      expect(state().events.map(({ endpoint }) => endpoint)).toEqual(['grantList', 'grants', 'grants', 'grantList']);
    });

    it('A framework that adds a slash to every path adds it to that of a grant too.', async () => {
      const send = await serveAt('/account/grants/');
      expect((await send(get('/account/grants/'))).status).toBe(200);
      expect((await send(get(`/account/grants/${grantId}/`))).status).toBe(200);
    });

    it.each([
      ['POST', '/oauth_grants', 'GET, HEAD'],
      ['DELETE', '/oauth_grants', 'GET, HEAD'],
      ['POST', grantPath, 'GET, HEAD, DELETE'],
      ['PUT', grantPath, 'GET, HEAD, DELETE'],
      ['OPTIONS', grantPath, 'GET, HEAD, DELETE'],
    ])('%s %s is answered with 405 in JSON, which names the supported methods: %s.', async (method, target, allow) => {
      const send = await serveAt('/oauth_grants');
      const response = await send({ method, target });
      expect(response).toMatchObject({ status: 405, headers: { allow, 'content-type': 'application/json' } });
      expect(await isKept()).toBe(true);
    });

    it.each(['/oauth_grants', grantPath])('HEAD %s has no body and revokes nothing.', async (target) => {
      const send = await serveAt('/oauth_grants');
      expect(await send({ method: 'HEAD', target })).toMatchObject({ status: 200, body: '' });
      expect(await isKept()).toBe(true);
    });

    it('No other origin passes the preflight of a DELETE, and none may read the grants (R292).', async () => {
      const send = await serveAt('/oauth_grants');
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
      const preflight = await send({ method: 'OPTIONS', target: grantPath, headers });
      expect(preflight.status).toBe(405);
      const read = await send({ method: 'GET', target: grantPath, headers });
      for (const response of [preflight, read])
        expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    });

    it('With a hosted consent page, its origin passes, with the cookies of the user, and no other (R292).', async () => {
      const send = await serveAt('/oauth_grants', consentUrl);
      const cors = { 'access-control-allow-origin': pageOrigin, 'access-control-allow-credentials': 'true' };
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
      expect(await send({ method: 'OPTIONS', target: grantPath, headers })).toMatchObject({
        status: 204,
        headers: { ...cors, 'access-control-allow-methods': 'GET, HEAD, DELETE' },
      });
      expect((await send(get('/oauth_grants'))).headers).toMatchObject(cors);
      expect((await send(revokeAt(grantPath))).headers).toMatchObject(cors);
    });

    it('A request that identifies no user gets 401 with a challenge that opens no dialog, in JSON (R287).', async () => {
      const send = await serveAt('/oauth_grants');
      state().owner = undefined;
      for (const request of [get('/oauth_grants'), get(grantPath), revokeAt(grantPath)])
        expect(await send(request)).toMatchObject({
          status: 401,
          headers: { 'www-authenticate': 'Bearer realm="grants"', 'content-type': 'application/json' },
        });
      expect(await isKept()).toBe(true);
    });

    it('Each request is reported once, with the user, and a revocation with the client.', async () => {
      const send = await serveAt('/oauth_grants');
      await send(get('/oauth_grants'));
      await send(get(grantPath));
      await send(get('/oauth_grants?page[size]=0'));
      await send(revokeAt(grantPath));
      const { clientId } = plainGrant;
      const subjectHash = expect.any(String);
      expect(state().events).toMatchObject([
        { kind: 'grantsShown', endpoint: 'grantList', count: 1, clientId: undefined, subjectHash },
        { kind: 'grantsShown', endpoint: 'grantList', count: 1, clientId, subjectHash },
        { kind: 'refused', endpoint: 'grantList', status: 400, rule: 'page-size-in-range' },
        { kind: 'grantRevoked', endpoint: 'grantList', by: 'owner', scope: ['read', 'write'], clientId, subjectHash },
      ]);
      expect(JSON.stringify(state().events)).not.toContain(plainGrant.subject);
    });

    it('A port that fails is answered with 500 in JSON.', async () => {
      const send = await serveAt('/oauth_grants');
      const { grants } = state();
      state().grants = { ...grants, listGrants: () => Promise.reject(new Error('secret detail')) };
      const failed = await send(get('/oauth_grants'));
      expect([failed.status, JSON.parse(failed.body).error]).toEqual([500, 'server_error']);
      expect(failed.body).not.toContain('secret detail');
    });

    it('A grant that ends now is unknown.', async () => {
      const send = await serveAt('/oauth_grants');
      await state().grants.saveGrant({ ...plainGrant, expiresAt: fixedNow });
      expect((await send(get(grantPath))).status).toBe(404);
    });
  });
};
