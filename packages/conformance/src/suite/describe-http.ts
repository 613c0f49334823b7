import { withoutSignInMark } from '@codegrant/core/internal';
import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { plainRequest } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, post } from '../wire/send.ts';
import { useScene } from './use-scene.ts';

const request = plainRequest;

const authorize = `/oauth/authorize?${request}`;

const outage = (): never => {
  throw new Error('secret detail of an outage');
};

/** What HTTP brings besides the request: methods, sizes, types, and a server whose own parts fail. */
export const describeHttp = (start: StartServer): void => {
  describe('HTTP:', () => {
    const { serve } = useScene(start);

    it.each([
      ['/oauth/authorize', 'DELETE', 'GET, HEAD, POST'],
      ['/oauth/authorize', 'OPTIONS', 'GET, HEAD, POST'],
      ['/oauth/consent', 'GET', 'POST'],
      ['/oauth/token', 'GET', 'POST'],
    ])('%s answers %s with 405 and names the methods that it serves: %s.', async (target, method, allow) => {
      const send = await serve();
      expect(await send({ method, target })).toMatchObject({ status: 405, headers: { allow } });
    });

    it.each(['/oauth/authorize', '/oauth/consent'])(
      '%s lets no page of another origin see anything, whatever it sends (R25).',
      async (target) => {
        const send = await serve();
        const headers = { origin: 'https://spa.example', 'access-control-request-method': 'POST' };
        for (const method of ['OPTIONS', 'GET', 'POST', 'DELETE'])
          expect((await send({ method, target, headers })).headers).not.toHaveProperty('access-control-allow-origin');
      },
    );

    it('The token endpoint lets a client that lives in a browser see its answers, without the browser’s cookies.', async () => {
      const send = await serve();
      const { headers } = await send(post('/oauth/token', 'grant_type=authorization_code&client_id=spa'));
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    });

    it('A path that is not the server’s own is left to others, here to nobody.', async () => {
      const send = await serve();
      expect((await send(get('/elsewhere'))).status).toBe(404);
      expect((await send(get('/oauth/authorize/'))).status).toBe(404);
    });

    it('HEAD answers as GET does, without the body.', async () => {
      const send = await serve();
      const head = await send({ method: 'HEAD', target: '/oauth/authorize' });
      expect(head).toMatchObject({ status: 400, body: '', headers: { 'content-type': 'text/html; charset=utf-8' } });
    });

    it('A request target that is a whole URL is answered as its path and query are.', async () => {
      const send = await serve();
      const response = await send(get(`http://other.example${authorize}`));
      expect(response.headers['location']).toMatch(/^\/sign-in\?return_to=/);
    });

    it.each([
      ['application/json'],
      ['multipart/form-data; boundary=x'],
      ['text/plain'],
      ['application/x-www-form-urlencoded; charset=utf-16'],
      ['application/x-www-form-urlencoded-not'],
      [''],
    ])('A posted body of type %j is refused with 415.', async (type) => {
      const send = await serve();
      for (const target of ['/oauth/authorize', '/oauth/consent', '/oauth/token'])
        expect((await send(post(target, request, { 'content-type': type }))).status).toBe(415);
    });

    it.each([
      ['application/x-www-form-urlencoded; charset=UTF-8'],
      ['Application/X-WWW-Form-Urlencoded;charset="utf-8"'],
    ])('A posted form of type %s is read.', async (type) => {
      const send = await serve();
      expect((await send(post('/oauth/authorize', request, { 'content-type': type }))).status).toBe(303);
    });

    it('A query of 8192 bytes is read; one more is refused with 414.', async () => {
      const send = await serve();
      const padded = (length: number): string => `${request}&x=${'x'.repeat(length - request.length - 3)}`;
      expect((await send(get(`/oauth/authorize?${padded(8192)}`))).status).toBe(302);
      expect((await send(get(`/oauth/authorize?${padded(8193)}`))).status).toBe(414);
      expect((await send(post('/oauth/authorize', padded(8193)))).status).toBe(413);
    });

    it('A form of 65536 bytes is read; one more is refused with 413.', async () => {
      const send = await serve();
      const form = (length: number): string => `grant_type=x&x=${'x'.repeat(length - 15)}`;
      expect((await send(post('/oauth/token', form(65_536)))).status).toBe(401);
      expect((await send(post('/oauth/token', form(65_537)))).status).toBe(413);
      expect((await send(post('/oauth/consent', form(65_537)))).status).toBe(413);
    });

    it('A posted request with a query beside it is refused, whatever the query says.', async () => {
      const send = await serve();
      expect((await send(post('/oauth/authorize?x=1', request))).status).toBe(400);
      expect((await send(post(authorize, ''))).status).toBe(400);
    });

    it('A posted request goes on with 303 through sign-in, as the same text in the query (R65).', async () => {
      const send = await serve();
      const response = await send(post('/oauth/authorize', request));
      const back = new URL(response.headers['location'] ?? '', 'https://login.example').searchParams.get('return_to');
      expect(response.status).toBe(303);
      expect(withoutSignInMark(back ?? '')).toBe(authorize);
    });

    it('A Bearer header sent to the authorization endpoint is ignored.', async () => {
      const send = await serve();
      const response = await send({ ...get(authorize), headers: { authorization: 'Bearer x', accept: '*/*' } });
      expect(response.status).toBe(302);
    });

    it('A registry that fails before the redirect URI is matched gives a page without details.', async () => {
      const events: unknown[] = [];
      const send = await serve({ clients: { find: outage }, report: (event) => events.push(event) });
      const response = await send(get(authorize));
      expect(response).toMatchObject({ status: 500, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(response.headers).not.toHaveProperty('location');
      expect(response.body).not.toContain('secret detail');
      expect(events).toMatchObject([
        { kind: 'failed', endpoint: 'authorize', cause: { message: 'secret detail of an outage' } },
      ]);
    });

    it('A session or a store that fails after the match is server_error to the client, with its state (R63).', async () => {
      const send = await serve({ owner: { identify: outage } });
      const response = await send(get(authorize));
      const location = new URL(response.headers['location'] ?? '');
      expect(`${location.origin}${location.pathname}`).toBe('https://web.example/callback');
      expect(Object.fromEntries(location.searchParams)).toMatchObject({ error: 'server_error', state: 'xyz' });
      expect(response.headers['location']).not.toContain('secret');
    });

    it('A store that fails at the token endpoint is a server_error in JSON.', async () => {
      const send = await serve({ clients: { find: outage } });
      const response = await send(post('/oauth/token', 'grant_type=authorization_code&client_id=web'));
      expect(response).toMatchObject({ status: 500, headers: { 'content-type': 'application/json' } });
      expect(JSON.parse(response.body)).toMatchObject({ error: 'server_error' });
    });

    it('A page of the operator’s own that throws gives way to the default one, and is reported.', async () => {
      const events: unknown[] = [];
      const send = await serve({ pages: { refusal: outage }, report: (event) => events.push(event) });
      const page = { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' } };
      expect(await send(get('/oauth/authorize'))).toMatchObject(page);
      expect(await send({ method: 'PUT', target: '/oauth/authorize' })).toMatchObject({ status: 405 });
      expect(events).toContainEqual(expect.objectContaining({ kind: 'failed' }));
    });

    it('A state that no path may hold comes back whole from sign-in.', async () => {
      const send = await serve();
      const response = await send(get(`/oauth/authorize?${request.replace('xyz', "a\\b'c")}`));
      const here = 'https://login.example';
      const back = new URL(response.headers['location'] ?? '', here).searchParams.get('return_to') ?? '';
      expect(returnPath(back)).toBe(back);
      expect(new URL(back, here).searchParams.get('state')).toBe("a\\b'c");
    });

    it('A report port that throws, now or later, changes nothing.', async () => {
      const later = await serve({ report: () => Promise.reject(new Error('later')) });
      expect((await later(get('/oauth/authorize'))).status).toBe(400);
      const send = await serve({ report: outage });
      expect((await send(get('/oauth/authorize'))).status).toBe(400);
    });
  });
};
