import { codegrant } from '@codegrant/fastify';
import { clientList, createAuthorizationServer, defineClient, memoryTokens } from '@codegrant/server';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { blocksOf, knock, snippet, start } from './documents.ts';
import { mountConsentPage } from './snippets/fastify-consent.ts';

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: 'cli' };
const redirectUri = 'http://127.0.0.1:8912/callback';

const linesOf = (code: string): readonly string[] => code.trimEnd().split('\n');

/** Signs in on the way, as a browser does with the app's own page, and tells where the answer goes. */
const allow = async (origin: string, address: URL): Promise<URL> => {
  let cookie = '';
  const visit = async (path: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const init = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const response = await fetch(new URL(path, origin), { ...init, redirect: 'manual', headers: { cookie } });
    cookie = response.headers.getSetCookie()[0]?.replace(/;.*$/, '') ?? cookie;
    return response;
  };
  const signIn = (await visit(address.href)).headers.get('location') ?? '';
  await visit(signIn);
  const signedIn = await visit(signIn, { email: 'ada@example.org', password: 'correct horse' });
  const question = await (await visit(signedIn.headers.get('location') ?? '')).text();
  expect(question).toContain('You are signed in as <bdi>ada@example.org</bdi>.');
  const consent_token = /name="consent_token" value="([^"]*)"/.exec(question)?.[1] ?? '';
  const answer = await visit('/oauth/consent', { consent_token, decision: 'allow' });
  return new URL(answer.headers.get('location') ?? '');
};

describe('The walk of @codegrant/fastify’s README', () => {
  it('shows the code that runs here.', () => {
    expect(blocksOf('packages/fastify/README.md')).toEqual(
      ['fastify-oauth.ts', 'fastify-app.ts', 'fastify-consent.ts'].map(snippet),
    );
  });

  it('adds under 60 lines to an app that is there.', () => {
    const added = linesOf(snippet('fastify-app.ts')).filter((line) => /\/\/ (?:new|was)/.test(line));
    expect(added).toHaveLength(4);
    expect(linesOf(snippet('fastify-oauth.ts')).length + added.length).toBeLessThan(60);
  });

  it('gives the app an endpoint that somebody else’s client library finds, and gets tokens from for the app’s own user.', async () => {
    const origin = await start('fastify-app.ts');
    await knock(origin);
    const found = await oauth.discoveryRequest(new URL(origin), { algorithm: 'oauth2', ...insecure });
    const server = await oauth.processDiscoveryResponse(new URL(origin), found);

    const verifier = oauth.generateRandomCodeVerifier();
    const address = new URL(server.authorization_endpoint ?? '');
    address.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      scope: 'read write',
      state: 'a state',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const answer = oauth.validateAuthResponse(server, client, await allow(origin, address), 'a state');
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answer,
      redirectUri,
      verifier,
      insecure,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read write', expires_in: 3600 });

    const me = new URL('/api/me', origin);
    const mine = await oauth.protectedResourceRequest(tokens.access_token, 'GET', me, undefined, undefined, insecure);
    expect(await mine.json()).toEqual({ id: '17' });
    expect((await fetch(me)).headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('lets a token without the scope no further.', async () => {
    const origin = await start('fastify-app.ts');
    await knock(origin);
    const query = {
      response_type: 'code',
      client_id: 'cli',
      redirect_uri: redirectUri,
      scope: 'write',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    };
    const address = new URL(`${origin}/oauth/authorize?${new URLSearchParams(query).toString()}`);
    const code = (await allow(origin, address)).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', client_id: 'cli', redirect_uri: redirectUri, code };
    const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const body = new URLSearchParams({ ...form, code_verifier });
    const { access_token } = await (await fetch(`${origin}/oauth/token`, { method: 'POST', body })).json();
    const mine = await fetch(`${origin}/api/me`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(mine.status).toBe(403);
    expect(mine.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
  });

  it('follows no way back that leads elsewhere.', async () => {
    const origin = await start('fastify-app.ts');
    await knock(origin);
    const body = new URLSearchParams({ email: 'ada@example.org', password: 'correct horse' });
    const elsewhere = 'return_to=https%3A%2F%2Fevil.example';
    for (const query of [elsewhere, 'return_to=%2F%2Fevil.example', `return_to=%2F&${elsewhere}`, `return_to[]=1`]) {
      const signedIn = await fetch(`${origin}/login?${query}`, { method: 'POST', body, redirect: 'manual' });
      expect(signedIn.status).toBe(303);
      expect(signedIn.headers.get('location')).toBe('/');
    }
    const wrong = new URLSearchParams({ email: 'ada@example.org', password: 'battery staple' });
    expect((await fetch(`${origin}/login`, { method: 'POST', body: wrong })).status).toBe(401);
  });
});

/** An app whose consent page is its own. Whoever sends a cookie is signed in under the name in it. */
const appWithConsentPage = async (): Promise<FastifyInstance> => {
  const app = Fastify();
  const server = createAuthorizationServer<FastifyRequest>({
    policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read <b>' }, write: { name: 'Write' } } },
    clients: clientList([
      defineClient({
        client_id: 'app',
        client_name: '<script>',
        required_scope: 'read',
        redirect_uris: ['https://app.example/cb'],
      }),
    ]),
    owner: { identify: ({ headers }) => (headers.cookie ? { subject: headers.cookie } : undefined) },
    tokens: memoryTokens(),
    consentKeys: [new Uint8Array(32).fill(1)],
    consentUrl: '/consent',
  });
  await app.register(codegrant, { server });
  mountConsentPage(app);
  return app;
};

const askedBy = async (app: FastifyInstance): Promise<string> => {
  const query =
    'response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=read+write' +
    '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
  const { headers } = await app.inject({ url: `/oauth/authorize?${query}`, headers: { cookie: 'ada' } });
  return headers.location ?? '';
};

describe('The consent page of @codegrant/fastify’s README', () => {
  it('asks in the app’s own words, writes what others chose as text, and keeps out frames and script.', async () => {
    const app = await appWithConsentPage();
    const page = await app.inject({ url: await askedBy(app), headers: { cookie: 'ada' } });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>&lt;script&gt; would like to:</h1>');
    expect(page.body).toContain('value="read" checked disabled> Read &lt;b&gt;');
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('sends the answer with its form, and the browser goes to the client.', async () => {
    const app = await appWithConsentPage();
    const token = (await askedBy(app)).replace(/^.*consent_token=/, '');
    const answer = await app.inject({
      method: 'POST',
      url: '/oauth/consent',
      headers: { cookie: 'ada', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `consent_token=${token}&scope=&decision=allow`,
    });
    expect(answer.headers.location).toMatch(/^https:\/\/app\.example\/cb\?code=/);
  });

  it.each([
    ['somebody else', 'eve', 403],
    ['nobody', undefined, 403],
  ])('tells %s nothing.', async (_who, cookie, status) => {
    const app = await appWithConsentPage();
    const headers = cookie === undefined ? {} : { cookie };
    const page = await app.inject({ url: await askedBy(app), headers });
    expect(page.statusCode).toBe(status);
    expect(page.body).not.toContain('script');
    expect((await app.inject({ url: '/consent?consent_token=../token', headers: { cookie: 'ada' } })).statusCode).toBe(
      400,
    );
  });
});
