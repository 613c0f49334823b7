import { withoutSignInMark } from '@codegrant/core/internal';
import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { plainRequest } from './plain-request.ts';
import { returnToOf } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { locationIn } from '../wire/location-in.ts';
import { get, post } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const request = plainRequest;

const authorize = `/oauth/authorize?${request}`;

/** Tests of methods, request targets and headers. */
export const describeHttp = (start: StartServer): void => {
  describe('HTTP:', () => {
    const { serve } = useTestServer(start);

    it.each([
      ['/oauth/authorize', 'DELETE', 'GET, POST'],
      ['/oauth/authorize', 'OPTIONS', 'GET, POST'],
      ['/oauth/consent', 'GET', 'POST'],
      ['/oauth/token', 'GET', 'POST'],
    ])('%s answers %s with 405 and names the supported methods: %s.', async (target, method, allow) => {
      const send = await serve();
      expect(await send({ method, target })).toMatchObject({ status: 405, headers: { allow } });
    });

    it('A path that does not belong to the server is passed on, here to no other handler.', async () => {
      const send = await serve();
      expect((await send(get('/elsewhere'))).status).toBe(404);
      expect((await send(get('/oauth/authorize/'))).status).toBe(404);
    });

    it('HEAD gets the response to GET without the body.', async () => {
      const send = await serve();
      const head = await send({ method: 'HEAD', target: '/.well-known/oauth-authorization-server' });
      expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-type': 'application/json' } });
    });

    it.each([
      ['HEAD', {}, 405],
      ['GET', { 'sec-purpose': 'prefetch' }, 503],
      ['GET', { 'sec-purpose': 'prefetch;prerender' }, 503],
      ['GET', { purpose: 'prefetch' }, 503],
      ['GET', { 'x-moz': 'prefetch' }, 503],
      ['POST', { 'sec-purpose': 'prefetch' }, 503],
    ])('%s with %o issues no code and asks no port.', async (method, headers, status) => {
      const called: string[] = [];
      const fails = (name: string) => (): never => {
        called.push(name);
        throw new Error(name);
      };
      const send = await serve({
        clients: { find: fails('clients.find') },
        owner: { identify: fails('owner.identify') },
      });
      const response = await send({ ...get(authorize), method, headers });
      expect([response.status, locationIn(response), called]).toEqual([status, undefined, []]);
    });

    it('A Sec-Purpose that is no prefetch changes nothing.', async () => {
      const send = await serve();
      expect((await send({ ...get(authorize), headers: { 'sec-purpose': 'x' } })).status).toBe(302);
    });

    it('A request target in absolute form is treated like its path and query.', async () => {
      const send = await serve();
      const response = await send(get(`http://other.example${authorize}`));
      expect(response.headers['location']).toMatch(/^\/sign-in\?return_to=/);
    });

    it('A posted request is redirected to sign-in with 303 and continues as the same query (R65).', async () => {
      const send = await serve();
      const response = await send(post('/oauth/authorize', request));
      const back = returnToOf(response);
      expect(response.status).toBe(303);
      expect(withoutSignInMark(back)).toBe(authorize);
    });

    it('A Bearer header at the authorization endpoint is ignored.', async () => {
      const send = await serve();
      const response = await send({ ...get(authorize), headers: { authorization: 'Bearer x', accept: '*/*' } });
      expect(response.status).toBe(302);
    });

    it('A state that is invalid in a path is kept through sign-in.', async () => {
      const send = await serve();
      const response = await send(get(`/oauth/authorize?${request.replace('xyz', "a\\b'c")}`));
      const back = returnToOf(response);
      expect(returnPath(back)).toBe(back);
      expect(new URL(back, 'https://login.example').searchParams.get('state')).toBe("a\\b'c");
    });
  });
};
