import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { codegrant } from '@codegrant/fastify';
import type { NodeRequest } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { blocksOf, linesOf, read, snippet, start } from './documents.ts';
import { identifyWith } from './snippets/session-table.ts';
import { mountConsentPage } from './snippets/fastify-consent.ts';
import { allow, getMe, getTokens, hostileQueries, signIn } from './walk.ts';

describe('The example in @codegrant/fastify’s README', () => {
  it('is the code that runs here.', () => {
    expect(blocksOf('packages/fastify/README.md')).toEqual(
      ['fastify-oauth.ts', 'fastify-app.ts', 'fastify-consent.ts'].map(snippet),
    );
  });

  it('adds under 60 lines to an existing app.', () => {
    const added = linesOf('fastify-app.ts').filter((line) => /\/\/ (?:new|was)/.test(line));
    expect(added).toHaveLength(4);
    expect(linesOf('fastify-oauth.ts').length + added.length).toBeLessThan(60);
  });
});

describe('The example in @codegrant/node’s README', () => {
  it('changes five lines of an existing Express app.', () => {
    const added = linesOf('express-app.ts').filter((line) => /\/\/ (?:new|was)/.test(line));
    expect(added).toHaveLength(5);
  });

  it('works with the URL and the commands that the README gives.', async () => {
    const origin = await start('express-app.ts');
    const readme = read('packages/node/README.md');
    const url = /^http:\/\/127\.0\.0\.1:3000(\/oauth\/authorize\S+)$/m.exec(readme)?.[1] ?? '';
    const code = (await allow(origin, url)).searchParams.get('code') ?? '';
    const curl = /^curl http:\/\/127\.0\.0\.1:3000\/oauth\/token (.*)$/m.exec(readme)?.[1] ?? '';
    const form = curl.split(/ ?-d /).slice(1).join('&').replace('CODE', code);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const redeemed = await fetch(`${origin}/oauth/token`, { method: 'POST', headers, body: form });
    const tokens = await redeemed.json();
    expect(tokens).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600, scope: 'read' });
    expect(Object.keys(tokens)).toEqual(Object.keys(JSON.parse(/`(\{"access_token.*?\})`/.exec(readme)?.[1] ?? '')));
    expect(readme).toContain(`\`${await (await getMe(origin, tokens.access_token)).text()}\``);
  });

  it('finds the user of a session in a table, until the session expires.', async () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)');
    db.exec('CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, user_id INTEGER, expires_at INTEGER)');
    db.exec("INSERT INTO users VALUES (17, 'ada@example.org')");
    const insert = db.prepare('INSERT INTO sessions VALUES (?, 17, unixepoch() + ?)');
    for (const [token, seconds] of [
      ['fresh', 60],
      ['old', -1],
    ] as const)
      insert.run(createHash('sha256').update(token).digest('hex'), seconds);
    const identify = identifyWith(db);
    const requestWith = (cookie: string): NodeRequest =>
      Object.assign(new IncomingMessage(new Socket()), { headers: { cookie } });
    expect(identify(requestWith('theme=dark; session=fresh'))).toEqual({ subject: '17', name: 'ada@example.org' });
    for (const cookie of ['session=old', 'session=', 'other-session=fresh', ''])
      expect(identify(requestWith(cookie)), cookie).toBeUndefined();
  });
});

describe.each(['fastify-app.ts', 'express-app.ts'])('The app with its own users, %s,', (name) => {
  it('gives tokens for its own user to a client library that discovers it.', async () => {
    const origin = await start(name);
    const tokens = await getTokens(origin, 'read write');
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read write', expires_in: 600 });
    expect(await (await getMe(origin, tokens.access_token)).json()).toEqual({ id: '17' });
  });

  it('rejects a request without a token, with an unknown token, and with a token without the scope (RFC 6750 §3.1).', async () => {
    const origin = await start(name);
    const without = await getMe(origin, undefined);
    expect(without.status).toBe(401);
    expect(without.headers.get('www-authenticate')).toBe('Bearer scope="read"');
    const unknown = await getMe(origin, 'unknown');
    expect(unknown.status).toBe(401);
    expect(unknown.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token", .*, scope="read"$/);
    const { access_token } = await getTokens(origin, 'write');
    const narrow = await getMe(origin, access_token);
    expect(narrow.status).toBe(403);
    expect(narrow.headers.get('www-authenticate')).toMatch(/^Bearer error="insufficient_scope", .*, scope="read"$/);
  });

  it('redirects to no other host after sign-in.', async () => {
    const origin = await start(name);
    for (const query of hostileQueries) {
      const signedIn = await signIn(origin, query, 'correct horse');
      expect(signedIn.status).toBe(303);
      expect(signedIn.headers.get('location')).toBe('/');
    }
    expect((await signIn(origin, '', 'battery staple')).status).toBe(401);
  });
});

/** An app with its own consent page. The Cookie header is the signed-in user's subject. */
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
  it('asks in the app’s own words, escapes what clients chose, and forbids frames and script.', async () => {
    const app = await appWithConsentPage();
    const page = await app.inject({ url: await askedBy(app), headers: { cookie: 'ada' } });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>&lt;script&gt; would like to:</h1>');
    expect(page.body).toContain('value="read" checked disabled> Read &lt;b&gt;');
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('posts the answer with its form, which redirects the browser to the client.', async () => {
    const app = await appWithConsentPage();
    const token = (await askedBy(app)).replace(/^.*consent_token=/, '');
    const answer = await app.inject({
      method: 'POST',
      url: '/oauth/consent',
      headers: { cookie: 'ada', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `consent_token=${token}&scope=&decision=allow`,
    });
    expect(answer.headers['refresh']).toMatch(/^0;url=https:\/\/app\.example\/cb\?code=/);
  });

  it.each([
    ['another user', 'eve', 403],
    ['a signed-out browser', undefined, 403],
  ])('shows %s nothing.', async (_who, cookie, status) => {
    const app = await appWithConsentPage();
    const headers = cookie === undefined ? {} : { cookie };
    const page = await app.inject({ url: await askedBy(app), headers });
    expect(page.statusCode).toBe(status);
    expect(page.body).not.toContain('script');
    expect((await app.inject({ url: '/consent?consent_token=../token', headers: { cookie: 'ada' } })).statusCode).toBe(
      422,
    );
  });
});
