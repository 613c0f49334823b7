import { createGunzip, gzipSync } from 'node:zlib';
import { optionsWith, post, request, tokenOn, locationIn } from '@codegrant/conformance/suite';
import plugin, { codegrant } from '@codegrant/fastify';
import { createAuthorizationServer, type PathHandler } from '@codegrant/server';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inject } from './fastify-app.ts';

const server = (): PathHandler<FastifyRequest> =>
  createAuthorizationServer(optionsWith<FastifyRequest>(() => ({ subject: 'user-1' })));

const app = (): FastifyInstance => {
  const instance = Fastify();
  onTestFinished(() => instance.close());
  return instance;
};

describe('In a Fastify app', () => {
  it('hooks run for every request, and onSend can change the reply', async () => {
    const seen: string[] = [];
    const instance = app();
    instance.addHook('onRequest', async ({ url }) => void seen.push(`onRequest ${url}`));
    instance.addHook('preHandler', async ({ routeOptions }) => void seen.push(`preHandler ${routeOptions.url}`));
    instance.addHook('onSend', async (_request, reply) => void reply.header('x-from-hook', 'yes'));
    instance.addHook('onResponse', async (_request, { statusCode }) => void seen.push(`onResponse ${statusCode}`));
    await instance.register(codegrant, { server: server() });
    const response = await instance.inject(`/oauth/authorize?${request}`);
    expect(response.headers['x-from-hook']).toBe('yes');
    expect(seen).toEqual([`onRequest /oauth/authorize?${request}`, 'preHandler /oauth/authorize', 'onResponse 200']);
  });

  it('a hook can throw, and the app’s error handler replies; or it can reply itself', async () => {
    const instance = app();
    instance.setErrorHandler((_error, _request, reply) => reply.code(418).send('mine'));
    instance.addHook('preHandler', async ({ query }, reply) => {
      if (JSON.stringify(query).includes('throw')) throw new Error('no');
      return reply.code(429).send('slow down');
    });
    await instance.register(codegrant, { server: server() });
    expect(await instance.inject('/oauth/authorize?throw')).toMatchObject({ statusCode: 418, body: 'mine' });
    expect(await instance.inject('/oauth/authorize')).toMatchObject({ statusCode: 429, body: 'slow down' });
  });

  it('owner.identify gets what a hook has added to the request', async () => {
    const instance = app();
    instance.decorateRequest('session', null);
    instance.addHook('onRequest', async (incoming) => incoming.setDecorator('session', { subject: 'user-7' }));
    const subjects: unknown[] = [];
    const options = optionsWith<FastifyRequest>((incoming) => {
      const session = incoming.getDecorator<{ subject: string }>('session');
      subjects.push(session.subject);
      return session;
    });
    await instance.register(codegrant, { server: createAuthorizationServer(options) });
    await instance.inject(`/oauth/authorize?${request}`);
    expect(subjects).toEqual(['user-7']);
  });

  it('other paths are left to the app, and so is the 404', async () => {
    const instance = app();
    instance.get('/mine', async () => 'mine');
    instance.setNotFoundHandler((_request, reply) => reply.code(404).send('nowhere'));
    await instance.register(codegrant, { server: server() });
    expect((await instance.inject('/mine')).body).toBe('mine');
    expect(await instance.inject('/oauth/authorize/')).toMatchObject({ statusCode: 404, body: 'nowhere' });
    // Fastify decodes a path before it looks for a route; the server compares it as it was sent.
    expect(await instance.inject('/oauth/%61uthorize')).toMatchObject({ statusCode: 404, body: 'nowhere' });
  });

  it('two servers can be mounted side by side', async () => {
    const instance = app();
    const metadata = '/.well-known/oauth-authorization-server/b';
    const paths = { authorize: '/b/authorize', consent: '/b/consent', token: '/b/token', metadata };
    const options = optionsWith<FastifyRequest>(() => undefined, { paths, signInUrl: '/b/in' });
    const policy = { ...options.policy, issuer: 'https://login.example/b' };
    const other = createAuthorizationServer({ ...options, policy });
    await instance.register(codegrant, { server: server() });
    await instance.register(codegrant, { server: other, prefix: '/b' });
    expect((await instance.inject(metadata)).json()).toMatchObject({ issuer: 'https://login.example/b' });
    expect((await instance.inject(`/oauth/authorize?${request}`)).statusCode).toBe(200);
    expect((await instance.inject(`/b/authorize?${request}`)).headers.location).toMatch(/^\/b\/in\?return_to=%2Fb%2F/);
  });
});

describe('A prefix', () => {
  it('with which the server’s paths begin is not added again', async () => {
    const instance = app();
    await instance.register(plugin, { server: server(), prefix: '/oauth' });
    expect((await instance.inject(`/oauth/authorize?${request}`)).statusCode).toBe(200);
    expect((await instance.inject(`/oauth/oauth/authorize?${request}`)).statusCode).toBe(404);
  });

  it('does not move the metadata, whose path is well-known and stays at the root (R167)', async () => {
    const instance = app();
    await instance.register(plugin, { server: server(), prefix: '/oauth' });
    const { statusCode, json } = await instance.inject('/.well-known/oauth-authorization-server');
    expect(statusCode).toBe(200);
    expect(json()).toMatchObject({ authorization_endpoint: 'https://login.example/oauth/authorize' });
  });

  it('of the enclosing scope: the metadata can be mounted at the root separately', async () => {
    const instance = app();
    const nested = server();
    const outer = async (scope: FastifyInstance): Promise<void> => void scope.register(codegrant, { server: nested });
    await instance.register(outer, { prefix: '/oauth' });
    const metadata = '/.well-known/oauth-authorization-server';
    expect((await instance.inject(metadata)).statusCode).toBe(404);

    const { handle } = nested;
    const other = app();
    await other.register(outer, { prefix: '/oauth' });
    await other.register(codegrant, { server: { handle, paths: { metadata } } });
    expect((await other.inject(metadata)).statusCode).toBe(200);
  });

  it('of the enclosing scope counts as well', async () => {
    const instance = app();
    const paths = { authorize: '/a/b/authorize', consent: '/a/b/consent', token: '/a/b/token' };
    const nested = createAuthorizationServer(optionsWith<FastifyRequest>(() => undefined, { paths }));
    const outer = async (scope: FastifyInstance): Promise<void> =>
      void scope.register(codegrant, { server: nested, prefix: '/b' });
    await instance.register(outer, { prefix: '/a' });
    expect((await instance.inject(`/a/b/authorize?${request}`)).statusCode).toBe(302);
  });

  it('that is the base path of the server is in front of its paths, as a prefix of the plugin or of the enclosing scope', async () => {
    const policy = { issuer: 'https://login.example/auth', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] };
    const options = optionsWith<FastifyRequest>(() => undefined, { policy, basePath: '/auth' });
    const outer = async (scope: FastifyInstance): Promise<void> =>
      void scope.register(codegrant, { server: createAuthorizationServer(options) });
    const [own, enclosing] = [app(), app()];
    await own.register(codegrant, { server: createAuthorizationServer(options), prefix: '/auth' });
    await enclosing.register(outer, { prefix: '/auth' });
    for (const instance of [own, enclosing]) {
      const { headers } = await instance.inject(`/auth/oauth/authorize?${request}`);
      expect(headers.location).toMatch(/^\/auth\/sign-in\?return_to=%2Fauth%2Foauth%2Fauthorize%3F/);
      expect((await instance.inject(`/oauth/authorize?${request}`)).statusCode).toBe(404);
    }
  });

  it('keeps two servers apart whose paths differ only by the base path', async () => {
    const instance = app();
    const wellKnown = '/.well-known/oauth-authorization-server/b';
    const options = optionsWith<FastifyRequest>(() => undefined, { basePath: '/b', paths: { metadata: wellKnown } });
    const policy = { ...options.policy, issuer: 'https://login.example/b' };
    const other = createAuthorizationServer({ ...options, policy });
    await instance.register(codegrant, { server: server() });
    await instance.register(codegrant, { server: other, prefix: '/b' });
    expect((await instance.inject(wellKnown)).json()).toMatchObject({ issuer: 'https://login.example/b' });
    expect((await instance.inject(`/oauth/authorize?${request}`)).statusCode).toBe(200);
    expect((await instance.inject(`/b/oauth/authorize?${request}`)).headers.location).toMatch(/^\/b\/sign-in\?/);
  });

  it('with which the paths do not begin is an error at startup that names them', async () => {
    const instance = Fastify();
    await expect(instance.register(codegrant, { server: server(), prefix: '/auth' })).rejects.toThrow(
      'prefix /auth: paths.authorize "/oauth/authorize" is a full path, so it must begin with the prefix.',
    );
  });
});

describe('Body parsers', () => {
  const parsers: readonly (readonly [string, (instance: FastifyInstance) => unknown])[] = [
    ['@fastify/formbody before it', (instance) => void instance.register(formbody)],
    [
      'a form parser of the app',
      (instance) =>
        instance.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string' },
          (_request, _body, done) => done(null, { client_id: 'another' }),
        ),
    ],
    ['a parser for everything', (instance) => instance.addContentTypeParser('*', (_r, _b, done) => done(null, {}))],
    ['a small bodyLimit', () => {}],
  ];

  it.each(parsers)('of the app are not used for the server’s forms: %s', async (_name, addTo) => {
    const instance = Fastify({ bodyLimit: 10 });
    onTestFinished(() => instance.close());
    addTo(instance);
    await instance.register(codegrant, { server: server() });
    const sendIn = inject(instance);
    const page = await sendIn(post('/oauth/authorize', request));
    const answer = await sendIn(post('/oauth/consent', `consent_token=${tokenOn(page.body)}&decision=allow`));
    expect(new URL(locationIn(answer) ?? '').searchParams.get('state')).toBe('a+b c');
    expect((await sendIn(post('/oauth/authorize', `${request}&client_id=app`))).status).toBe(400);
  });

  it('of the app still work for the app: @fastify/formbody after it', async () => {
    const instance = app();
    await instance.register(codegrant, { server: server() });
    await instance.register(formbody);
    instance.post('/mine', async ({ body }) => body);
    const sendIn = inject(instance);
    expect((await sendIn(post('/mine', 'a=b'))).body).toBe('{"a":"b"}');
    expect((await sendIn(post('/oauth/authorize', request))).status).toBe(200);
  });

  it('are not added to the app: it refuses forms as before', async () => {
    const instance = app();
    await instance.register(codegrant, { server: server() });
    instance.post('/mine', async ({ body }) => body);
    expect((await inject(instance)(post('/mine', 'a=b'))).status).toBe(415);
  });

  it('are skipped, but preParsing hooks are not: the server reads the body that they return', async () => {
    const instance = app();
    instance.addHook('preParsing', async (_request, _reply, payload) => payload.pipe(createGunzip()));
    await instance.register(codegrant, { server: server() });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
    const payload = gzipSync(request);
    const response = await instance.inject({ method: 'POST', url: '/oauth/authorize', headers, payload });
    expect(response.statusCode).toBe(200);
  });
});
