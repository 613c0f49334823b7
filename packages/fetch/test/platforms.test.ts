import { optionsWith, request, tokenOn, locationIn } from '@codegrant/conformance/suite';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { createAuthorizationServer } from '@codegrant/server';
import { Hono } from 'hono';
import { describe, expect, expectTypeOf, it } from 'vitest';

const signedIn = createAuthorizationServer(optionsWith(() => ({ subject: 'user-1' })));

const requestUrl = `https://login.example/oauth/authorize?${request}`;

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

describe('The platform’s other arguments', () => {
  it('reach owner.identify as env and ctx, and the types require them', async () => {
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
    const response = await fetch(new Request(requestUrl, { headers: { cookie: 'a=b' } }), { SUBJECT: 'user-1' }, ctx);
    expect(response.status).toBe(200);
    expect(await Promise.all(waited)).toEqual(['a=b']);
  });

  it('may be left out if no port uses them', async () => {
    const { fetch } = createFetchHandler(createAuthorizationServer(optionsWith<FetchContext>(() => undefined)));
    expect((await fetch(new Request(requestUrl))).status).toBe(302);
    expect((await fetch(new Request(requestUrl), { any: 'thing' })).status).toBe(302);
  });

  it('are passed on by Hono', async () => {
    const server = createAuthorizationServer<FetchContext<[env: Env]>>(
      optionsWith(({ env }) => ({ subject: env.SUBJECT })),
    );
    const { fetch } = createFetchHandler(server);
    const app = new Hono<{ Bindings: Env }>().all('/oauth/*', (c) => fetch(c.req.raw, c.env));
    expect((await app.request(`/oauth/authorize?${request}`, {}, { SUBJECT: 'user-1' })).status).toBe(200);
  });
});

describe('A path that the server does not serve', () => {
  const elsewhere = new Request('https://login.example/elsewhere');

  it('is a 404', async () => {
    const { fetch } = createFetchHandler(signedIn);
    expectTypeOf(fetch).returns.resolves.toEqualTypeOf<Response>();
    expect((await fetch(elsewhere)).status).toBe(404);
  });

  it('gives undefined with passThrough', async () => {
    const { fetch } = createFetchHandler(signedIn, { passThrough: true });
    expectTypeOf(fetch).returns.resolves.toEqualTypeOf<Response | undefined>();
    expect(await fetch(elsewhere)).toBeUndefined();
    expect((await fetch(new Request(requestUrl)))?.status).toBe(200);
  });

  it('under a base path is answered, whether the framework removes the base path from the URL or not', async () => {
    const { fetch } = createFetchHandler(
      createAuthorizationServer(optionsWith(() => undefined, { basePath: '/auth' })),
    );
    const removing = new Hono().mount('/auth', fetch);
    const keeping = new Hono().all('/auth/*', (c) => fetch(c.req.raw));
    for (const app of [removing, keeping]) {
      const { headers } = await app.request(`/auth/oauth/authorize?${request}`);
      expect(headers.get('location')).toMatch(/^\/auth\/sign-in\?return_to=%2Fauth%2Foauth%2Fauthorize%3F/);
    }
  });

  it('goes to the next handler of Hono', async () => {
    const { fetch } = createFetchHandler(signedIn, { passThrough: true });
    const app = new Hono()
      .use(async (c, next) => (await fetch(c.req.raw)) ?? next())
      .get('/mine', (c) => c.text('mine'));
    expect(await (await app.request('/mine')).text()).toBe('mine');
    expect((await app.request(`/oauth/authorize?${request}`)).status).toBe(200);
  });
});

describe('A Response', () => {
  it('with a redirect has no body and no Content-Type', async () => {
    const { fetch } = createFetchHandler(createAuthorizationServer(optionsWith(() => undefined)));
    const response = await fetch(new Request(requestUrl));
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'unsafe-none',
      location: expect.stringMatching(/^\/sign-in\?return_to=/),
      'referrer-policy': 'no-referrer',
    });
  });

  it('to HEAD has the status and headers of GET', async () => {
    const { fetch } = createFetchHandler(signedIn);
    const url = 'https://login.example/.well-known/oauth-authorization-server';
    const head = await fetch(new Request(url, { method: 'HEAD' }));
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  it('has headers that middleware can add to', async () => {
    const response = await createFetchHandler(signedIn).fetch(new Request(requestUrl));
    response.headers.set('x-mine', 'yes');
    expect(response.headers.get('x-mine')).toBe('yes');
  });
});

describe('A posted form', () => {
  const { fetch } = createFetchHandler(signedIn);

  it('leads through consent to a code, with the state unchanged', async () => {
    const page = await (await fetch(new Request('https://login.example/oauth/authorize', formOf(request)))).text();
    const form = `consent_token=${tokenOn(page)}&decision=allow`;
    const answer = await fetch(new Request('https://login.example/oauth/consent', formOf(form)));
    const location = locationIn({ status: answer.status, headers: Object.fromEntries(answer.headers) });
    expect(new URL(location ?? '').searchParams.get('state')).toBe('a+b c');
  });

  it('without a body is an empty form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(new Request('https://login.example/oauth/token', { method: 'POST', headers }));
    expect(response.status).toBe(401);
  });

  it('that other code has read is a 500 that says so', async () => {
    const read = new Request('https://login.example/oauth/token', formOf('client_id=app'));
    await read.text();
    const response = await fetch(read);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('has already consumed the body');
  });
});
