import { once } from 'node:events';
import { connect } from 'node:net';
import { listen, post, send } from '@codegrant/conformance/suite';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { createAuthorizationServer, type ServerEvent } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { optionsWith, request } from './options.ts';

const signedIn = createAuthorizationServer(optionsWith(() => ({ subject: 'user-1' })));

const address = `https://login.example/oauth/authorize?${request}`;

const formOf = (body: string): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

interface Env {
  readonly SUBJECT: string;
}

interface ExecutionContext {
  readonly waitUntil: (promise: Promise<unknown>) => void;
}

describe('What the platform passes beside the request', () => {
  it('reaches owner.identify as env and ctx, and the types hold the caller to it', async () => {
    const waited: Promise<unknown>[] = [];
    const server = createAuthorizationServer<FetchContext<[env: Env, ctx: ExecutionContext]>>(
      optionsWith(({ request: { headers }, env, ctx }) => {
        ctx.waitUntil(Promise.resolve(headers.get('cookie')));
        return { subject: env.SUBJECT };
      }),
    );
    const { fetch } = createFetchHandler(server);
    expectTypeOf(fetch).parameters.toEqualTypeOf<[Request, Env, ExecutionContext]>();
    const ctx = { waitUntil: (promise: Promise<unknown>) => void waited.push(promise) };
    const response = await fetch(new Request(address, { headers: { cookie: 'a=b' } }), { SUBJECT: 'user-1' }, ctx);
    expect(response.status).toBe(200);
    expect(await Promise.all(waited)).toEqual(['a=b']);
  });

  it('may be left out where no port asks for it', async () => {
    const { fetch } = createFetchHandler(createAuthorizationServer(optionsWith<FetchContext>(() => undefined)));
    expect((await fetch(new Request(address))).status).toBe(302);
    expect((await fetch(new Request(address), { any: 'thing' })).status).toBe(302);
  });

  it('comes through Hono', async () => {
    const server = createAuthorizationServer<FetchContext<[env: Env]>>(
      optionsWith(({ env }) => ({ subject: env.SUBJECT })),
    );
    const { fetch } = createFetchHandler(server);
    const app = new Hono<{ Bindings: Env }>().all('/oauth/*', (c) => fetch(c.req.raw, c.env));
    expect((await app.request(`/oauth/authorize?${request}`, {}, { SUBJECT: 'user-1' })).status).toBe(200);
  });
});

describe('A path that is not the server’s own', () => {
  const elsewhere = new Request('https://login.example/elsewhere');

  it('is a 404', async () => {
    const { fetch } = createFetchHandler(signedIn);
    expectTypeOf(fetch).returns.resolves.toEqualTypeOf<Response>();
    expect((await fetch(elsewhere)).status).toBe(404);
  });

  it('is left to you where passThrough says so', async () => {
    const { fetch } = createFetchHandler(signedIn, { passThrough: true });
    expectTypeOf(fetch).returns.resolves.toEqualTypeOf<Response | undefined>();
    expect(await fetch(elsewhere)).toBeUndefined();
    expect((await fetch(new Request(address)))?.status).toBe(200);
  });

  it('goes on to the next handler of Hono', async () => {
    const { fetch } = createFetchHandler(signedIn, { passThrough: true });
    const app = new Hono()
      .use(async (c, next) => (await fetch(c.req.raw)) ?? next())
      .get('/mine', (c) => c.text('mine'));
    expect(await (await app.request('/mine')).text()).toBe('mine');
    expect((await app.request(`/oauth/authorize?${request}`)).status).toBe(200);
  });
});

describe('A Response', () => {
  it('to a redirect has no body and no type', async () => {
    const { fetch } = createFetchHandler(createAuthorizationServer(optionsWith(() => undefined)));
    const response = await fetch(new Request(address));
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      location: expect.stringMatching(/^\/sign-in\?return_to=/),
      'referrer-policy': 'no-referrer',
    });
  });

  it('to HEAD has the status and the headers of GET', async () => {
    const { fetch } = createFetchHandler(signedIn);
    const head = await fetch(new Request(address, { method: 'HEAD' }));
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('has headers that middleware may add to', async () => {
    const response = await createFetchHandler(signedIn).fetch(new Request(address));
    response.headers.set('x-mine', 'yes');
    expect(response.headers.get('x-mine')).toBe('yes');
  });
});

describe('A posted form', () => {
  const { fetch } = createFetchHandler(signedIn);

  it('leads through consent to a code, with the state as it was sent', async () => {
    const question = await (await fetch(new Request('https://login.example/oauth/authorize', formOf(request)))).text();
    const token = /name="consent_token" value="([^"]*)"/.exec(question)?.[1] ?? '';
    const form = `consent_token=${token}&decision=allow`;
    const answer = await fetch(new Request('https://login.example/oauth/consent', formOf(form)));
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('state')).toBe('a+b c');
  });

  it('without a body is an empty form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(new Request('https://login.example/oauth/token', { method: 'POST', headers }));
    expect(response.status).toBe(401);
  });

  it('that somebody read away is a 500 that says so', async () => {
    const read = new Request('https://login.example/oauth/token', formOf('client_id=app'));
    await read.text();
    const response = await fetch(read);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('has already consumed the body');
  });
});

describe('Over a socket', () => {
  const head = (length: number): string =>
    `POST /oauth/authorize HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
    `Content-Length: ${length}\r\nConnection: close\r\n\r\n`;

  const listening = async (report: (event: ServerEvent) => void = () => {}): Promise<string> => {
    const options = optionsWith<FetchContext>(() => ({ subject: 'user-1' }), { report });
    const { fetch } = createFetchHandler(createAuthorizationServer(options));
    const { origin, close } = await listen(getRequestListener(fetch));
    onTestFinished(close);
    return origin;
  };

  it('a body that comes byte by byte is read', async () => {
    const socket = connect(Number(new URL(await listening()).port), '127.0.0.1');
    socket.setNoDelay(true).write(head(request.length));
    for (const character of request) await new Promise((resolve) => void socket.write(character, resolve));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('a client that goes away while it sends ends nothing but its own request', async () => {
    let tell: (event: ServerEvent) => void = () => {};
    const reported = new Promise<ServerEvent>((resolve) => {
      tell = resolve;
    });
    const origin = await listening((event) => tell(event));
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.write(`${head(1000)}client_id=`, () => socket.resetAndDestroy());
    expect(await reported).toMatchObject({ kind: 'refused', endpoint: 'authorize', rule: 'body-whole' });
    expect((await send(origin, post('/oauth/authorize', request))).status).toBe(200);
  });
});
