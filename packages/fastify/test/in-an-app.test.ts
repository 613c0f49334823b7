import { once } from 'node:events';
import { connect } from 'node:net';
import { createGunzip, gzipSync } from 'node:zlib';
import { post, send } from '@codegrant/conformance/suite';
import plugin, { codegrant } from '@codegrant/fastify';
import { createAuthorizationServer, type PathHandler, type ServerEvent } from '@codegrant/server';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inject } from './fastify-app.ts';
import { optionsWith, request } from './options.ts';

const server = (): PathHandler<FastifyRequest> =>
  createAuthorizationServer(optionsWith<FastifyRequest>(() => ({ subject: 'user-1' })));

const app = (): FastifyInstance => {
  const instance = Fastify();
  onTestFinished(() => instance.close());
  return instance;
};

describe('In an app of Fastify', () => {
  it('hooks and the request’s own log see every request, and onSend may change the answer', async () => {
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

  it('a hook that throws is the app’s business, and so is a hook that answers', async () => {
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

  it('what a hook puts into the request reaches owner.identify', async () => {
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

  it('what is not the server’s own is left to the app, as is its 404', async () => {
    const instance = app();
    instance.get('/mine', async () => 'mine');
    instance.setNotFoundHandler((_request, reply) => reply.code(404).send('nowhere'));
    await instance.register(codegrant, { server: server() });
    expect((await instance.inject('/mine')).body).toBe('mine');
    expect(await instance.inject('/oauth/authorize/')).toMatchObject({ statusCode: 404, body: 'nowhere' });
    // Fastify decodes a path before it looks for a route; the server compares it as it was sent.
    expect(await instance.inject('/oauth/%61uthorize')).toMatchObject({ statusCode: 404, body: 'nowhere' });
  });

  it('two of them serve side by side', async () => {
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
  it('with which the server’s paths begin is not put before them again', async () => {
    const instance = app();
    await instance.register(plugin, { server: server(), prefix: '/oauth' });
    expect((await instance.inject(`/oauth/authorize?${request}`)).statusCode).toBe(200);
    expect((await instance.inject(`/oauth/oauth/authorize?${request}`)).statusCode).toBe(404);
  });

  it('does not move the metadata, which is well-known and stands at the root (R167)', async () => {
    const instance = app();
    await instance.register(plugin, { server: server(), prefix: '/oauth' });
    const { statusCode, json } = await instance.inject('/.well-known/oauth-authorization-server');
    expect(statusCode).toBe(200);
    expect(json()).toMatchObject({ authorization_endpoint: 'https://login.example/oauth/authorize' });
  });

  it('of the scope around it leaves the metadata to be mounted at the root by itself', async () => {
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

  it('of the scope around it counts as well', async () => {
    const instance = app();
    const paths = { authorize: '/a/b/authorize', consent: '/a/b/consent', token: '/a/b/token' };
    const nested = createAuthorizationServer(optionsWith<FastifyRequest>(() => undefined, { paths }));
    const outer = async (scope: FastifyInstance): Promise<void> =>
      void scope.register(codegrant, { server: nested, prefix: '/b' });
    await instance.register(outer, { prefix: '/a' });
    expect((await instance.inject(`/a/b/authorize?${request}`)).statusCode).toBe(302);
  });

  it('with which they do not begin ends the start, and names each of them', async () => {
    const instance = Fastify();
    await expect(instance.register(codegrant, { server: server(), prefix: '/auth' })).rejects.toThrow(
      'prefix /auth: paths.authorize "/oauth/authorize" is a whole path, so it must begin with the prefix.',
    );
  });
});

describe('Body parsers', () => {
  const parsers: readonly (readonly [string, (instance: FastifyInstance) => unknown])[] = [
    ['@fastify/formbody before it', (instance) => void instance.register(formbody)],
    [
      'a parser of the app’s own for forms',
      (instance) =>
        instance.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string' },
          (_request, _body, done) => done(null, { client_id: 'somebody else' }),
        ),
    ],
    ['a parser for everything', (instance) => instance.addContentTypeParser('*', (_r, _b, done) => done(null, {}))],
    ['a small bodyLimit', () => {}],
  ];

  it.each(parsers)('of the app do not touch the server’s forms: %s', async (_name, addTo) => {
    const instance = Fastify({ bodyLimit: 10 });
    onTestFinished(() => instance.close());
    addTo(instance);
    await instance.register(codegrant, { server: server() });
    const sendIn = inject(instance);
    const question = await sendIn(post('/oauth/authorize', request));
    const token = /name="consent_token" value="([^"]*)"/.exec(question.body)?.[1] ?? '';
    const answer = await sendIn(post('/oauth/consent', `consent_token=${token}&decision=allow`));
    expect(new URL(answer.headers['location'] ?? '').searchParams.get('state')).toBe('a+b c');
    expect((await sendIn(post('/oauth/authorize', `${request}&client_id=app`))).status).toBe(400);
  });

  it('of the app go on serving the app: @fastify/formbody after it', async () => {
    const instance = app();
    await instance.register(codegrant, { server: server() });
    await instance.register(formbody);
    instance.post('/mine', async ({ body }) => body);
    const sendIn = inject(instance);
    expect((await sendIn(post('/mine', 'a=b'))).body).toBe('{"a":"b"}');
    expect((await sendIn(post('/oauth/authorize', request))).status).toBe(200);
  });

  it('are not left behind: the app itself refuses forms as before', async () => {
    const instance = app();
    await instance.register(codegrant, { server: server() });
    instance.post('/mine', async ({ body }) => body);
    expect((await inject(instance)(post('/mine', 'a=b'))).status).toBe(415);
  });

  it('are one thing and preParsing hooks another: what these make of the body is what the server reads', async () => {
    const instance = app();
    instance.addHook('preParsing', async (_request, _reply, payload) => payload.pipe(createGunzip()));
    await instance.register(codegrant, { server: server() });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
    const payload = gzipSync(request);
    const response = await instance.inject({ method: 'POST', url: '/oauth/authorize', headers, payload });
    expect(response.statusCode).toBe(200);
  });
});

describe('Over a socket', () => {
  const head = (length: number): string =>
    `POST /oauth/authorize HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
    `Content-Length: ${length}\r\nConnection: close\r\n\r\n`;

  const listening = async (report: (event: ServerEvent) => void = () => {}): Promise<string> => {
    const instance = app();
    const options = optionsWith<FastifyRequest>(() => ({ subject: 'user-1' }), { report });
    await instance.register(codegrant, { server: createAuthorizationServer(options) });
    return instance.listen({ port: 0, host: '127.0.0.1' });
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
