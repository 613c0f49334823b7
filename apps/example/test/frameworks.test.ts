import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { opaqueTokens, type TokenFinder } from '@codegrant/server';
import { type D1, d1, migrate, sqlStore } from '@codegrant/sql';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { consentTokenOn } from './consent-token-on.ts';
import { locationOf } from './location-of.ts';
import { linesOf, snippet, start } from './documents.ts';
import * as nextMetadata from './snippets/app/.well-known/oauth-authorization-server/route.ts';
import * as next from './snippets/app/oauth/[...path]/route.ts';
import fetchServer from './snippets/fetch-server.ts';
import hono from './snippets/hono.ts';
import { handler as lambda, server as lambdaServer } from './snippets/lambda.ts';
import { server } from './snippets/oauth-fetch.ts';
import { sessions } from './snippets/oauth.ts';
import { isForeignForm } from './snippets/is-foreign-form.ts';
import * as astroMetadata from './snippets/src/pages/.well-known/oauth-authorization-server.ts';
import * as astro from './snippets/src/pages/oauth/[...path].ts';
import * as svelteMetadata from './snippets/src/routes/.well-known/oauth-authorization-server/+server.ts';
import * as svelte from './snippets/src/routes/oauth/[...path]/+server.ts';
import worker from './snippets/worker.ts';

type Serve = (request: Request) => Response | Promise<Response>;

const origin = 'https://login.example';
const redirectUri = 'http://127.0.0.1:8912/callback';
const metadataPath = '/.well-known/oauth-authorization-server';

/** The parts of a route module that the frameworks look for, by the name of the method. */
interface RouteModule<Argument> {
  readonly GET: (argument: Argument) => Promise<Response>;
  readonly POST: (argument: Argument) => Promise<Response>;
  readonly OPTIONS: (argument: Argument) => Promise<Response>;
}

/** Calls route modules as Next.js and SvelteKit do: by the path, and by the name of the method. */
const routed =
  <Argument>(
    endpoints: RouteModule<Argument>,
    metadata: RouteModule<Argument>,
    toArgument: (request: Request) => Argument,
  ): Serve =>
  (request) => {
    const { pathname } = new URL(request.url);
    const module = pathname === metadataPath ? metadata : endpoints;
    return module[request.method as 'GET' | 'POST' | 'OPTIONS'](toArgument(request));
  };

/** A route module of Astro, which has one function for every method. */
const everyMethod = ({ ALL }: typeof astro): RouteModule<{ readonly request: Request }> => ({
  GET: ALL,
  POST: ALL,
  OPTIONS: ALL,
});

/** An event of API Gateway's HTTP API, payload format 2.0. A function URL sends the same. */
const eventOf = async (request: Request): Promise<APIGatewayProxyEventV2> => {
  const { pathname, search } = new URL(request.url);
  const { cookie, ...headers } = Object.fromEntries(request.headers);
  const body = Buffer.from(await request.arrayBuffer());
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: { ...headers, host: 'login.example', 'x-forwarded-proto': 'https' },
    queryStringParameters: Object.fromEntries(new URLSearchParams(search)),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'login.example',
      domainPrefix: 'login',
      http: { method: request.method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      time: '27/Nov/2026:02:00:00 +0000',
      timeEpoch: 1_795_744_800_000,
    },
    ...(body.length === 0 ? {} : { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
};

/** What Lambda makes of the handler's result. */
const throughLambda: Serve = async (request) => {
  const { statusCode, headers, body } = await lambda(await eventOf(request));
  return new Response(body || null, { status: statusCode ?? 200, headers: headers as Record<string, string> });
};

/** D1 over SQLite, which it is made of. */
const db = new DatabaseSync(':memory:');
const binding: D1 = {
  prepare: (sql) => ({
    bind: (...values) => ({
      all: async () => ({ results: db.prepare(sql).all(...values) }),
    }),
  }),
};
const env = { DB: binding, CONSENT_KEY: 'thirty-two random bytes, or more' };

beforeAll(async () => {
  sessions.set('ada', { subject: 'user-1', name: 'Ada' });
  await migrate(d1(binding));
  db.exec(snippet('sessions.sql'));
  const hash = createHash('sha256').update('ada').digest().join('.');
  db.prepare('INSERT INTO sessions VALUES (?, ?, ?, unixepoch() + 60)').run(hash, 'user-1', 'Ada');
});

const servers: readonly (readonly [string, Serve, TokenFinder])[] = [
  ['Deno and Bun', (request) => fetchServer.fetch(request), server],
  ['Hono', (request) => hono.fetch(request), server],
  ['Next.js', routed(next, nextMetadata, (request) => request), server],
  ['SvelteKit', routed(svelte, svelteMetadata, (request) => ({ request })), server],
  ['Astro', routed(everyMethod(astro), everyMethod(astroMetadata), (request) => ({ request })), server],
  ['AWS Lambda', throughLambda, lambdaServer],
  ['Workers', (request) => worker.fetch(request, env), opaqueTokens(sqlStore(d1(binding)).storage)],
];

const query = new URLSearchParams({
  response_type: 'code',
  client_id: 'cli',
  redirect_uri: redirectUri,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}).toString();

const post = (path: string, form: Readonly<Record<string, string>>, cookie: string): Request =>
  new Request(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form), headers: { cookie } });

describe.each(servers)('The code for %s', (_name, serve, tokens) => {
  it('serves the whole flow, and a code only once.', async () => {
    const authorize = `${origin}/oauth/authorize?${query}`;
    expect((await serve(new Request(authorize))).headers.get('location')).toMatch(/^\/sign-in\?return_to=/);

    const cookie = 'theme=dark; session=ada';
    const consentPage = await serve(new Request(authorize, { headers: { cookie } }));
    expect(consentPage.status).toBe(200);
    const consent_token = consentTokenOn(await consentPage.text());

    const decision = { consent_token, decision: 'allow' };
    const answered = await serve(post('/oauth/consent', decision, cookie));
    const code = new URL(locationOf(answered)).searchParams.get('code') ?? '';
    expect((await serve(post('/oauth/consent', { consent_token, decision: 'deny' }, cookie))).status).toBe(400);

    const form = {
      grant_type: 'authorization_code',
      client_id: 'cli',
      redirect_uri: redirectUri,
      code,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    };
    const redeemed = await serve(post('/oauth/token', form, ''));
    expect(redeemed.status).toBe(200);
    const { access_token } = await redeemed.json();
    expect(await tokens.find(access_token)).toMatchObject({ subject: 'user-1', clientId: 'cli', scope: ['read'] });

    expect(await (await serve(post('/oauth/token', form, ''))).json()).toMatchObject({ error: 'invalid_grant' });
    // The second request came at once, so it took nothing back.
    expect(await tokens.find(access_token)).toMatchObject({ subject: 'user-1' });
  });

  it('serves the metadata, answers a preflight, and nothing else.', async () => {
    expect(await (await serve(new Request(origin + metadataPath))).json()).toHaveProperty('token_endpoint');
    expect((await serve(new Request(`${origin}/oauth/token`, { method: 'OPTIONS' }))).status).toBe(204);
    expect((await serve(new Request(`${origin}/oauth/elsewhere`))).status).toBe(404);
  });
});

describe.each(['express.ts', 'fastify-server.ts', 'node-server.ts'])('The server in %s', (name) => {
  it('serves metadata, sends the browser to sign-in, and leaves other paths alone.', async () => {
    const address = await start(name);
    expect((await fetch(address + metadataPath)).status).toBe(200);
    const answer = await fetch(`${address}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?return_to=/);
    expect((await fetch(`${address}/elsewhere`)).status).toBe(404);
  });
});

it('The code for AWS Lambda has 20 lines at most.', () => {
  expect(linesOf('lambda.ts').length).toBeLessThanOrEqual(20);
});

it('Next.js, SvelteKit and Astro have the same code in both of their route files.', () => {
  for (const path of ['app/?/route.ts', 'src/routes/?/+server.ts', 'src/pages/?.ts'])
    expect(snippet(path.replace('?', '.well-known/oauth-authorization-server'))).toBe(
      snippet(path.replace('?', 'oauth/[...path]')),
    );
});

describe('A guard against CSRF', () => {
  const site = 'http://127.0.0.1:3000';
  const formTo = (path: string, headers: Readonly<Record<string, string>> = {}): Request =>
    new Request(site + path, {
      method: 'POST',
      body: 'a=b',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });

  it('of Hono lets token requests through if the server is mounted before it, and only then.', async () => {
    const before = new Hono().route('/', hono).use(csrf());
    const after = new Hono().use(csrf()).route('/', hono);
    for (const headers of [{}, { origin: 'https://spa.example' }]) {
      expect((await before.fetch(formTo('/oauth/token', headers))).status).toBe(401);
      expect((await after.fetch(formTo('/oauth/token', headers))).status).toBe(403);
    }
    expect((await before.fetch(formTo('/mine'))).status).toBe(403);
  });

  it.each<[string, Request, boolean]>([
    ['a form of another site', formTo('/mine', { origin: 'https://evil.example' }), true],
    ['a form without an Origin', formTo('/mine'), true],
    ['a form from a sandbox', formTo('/mine', { origin: 'null' }), true],
    ['a form of another type', formTo('/mine', { 'content-type': 'Text/Plain; charset=utf-8' }), true],
    ['a body without a type', formTo('/mine', { 'content-type': '' }), true],
    ['a path that only begins like a path of the server', formTo('/oauth2/token'), true],
    ['a form of this site', formTo('/mine', { origin: site }), false],
    ['JSON', formTo('/mine', { 'content-type': 'application/json' }), false],
    ['a GET', new Request(`${site}/mine`), false],
    ['a token request', formTo('/oauth/token'), false],
  ])('of the README knows %s.', (_what, request, foreign) => {
    expect(isForeignForm(request)).toBe(foreign);
  });
});
