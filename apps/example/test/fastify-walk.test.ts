import { codegrant } from '@codegrant/fastify';
import { clientList, createAuthorizationServer, defineClient, memoryTokens } from '@codegrant/server';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { blocksOf, knock, linesOf, snippet, start } from './documents.ts';
import { mountConsentPage } from './snippets/fastify-consent.ts';
import { getMe, getTokens, hostileQueries, signIn } from './walk.ts';

const startApp = async (name: string): Promise<string> => {
  const origin = await start(name);
  await knock(origin);
  return origin;
};

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
  it('changes four lines of an existing Express app.', () => {
    const added = linesOf('express-app.ts').filter((line) => /\/\/ (?:new|was)/.test(line));
    expect(added).toHaveLength(4);
  });
});

describe.each(['fastify-app.ts', 'express-app.ts'])('The app with its own users, %s,', (name) => {
  it('gives tokens for its own user to a client library that discovers it.', async () => {
    const origin = await startApp(name);
    const tokens = await getTokens(origin, 'read write');
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read write', expires_in: 3600 });
    expect(await (await getMe(origin, tokens.access_token)).json()).toEqual({ id: '17' });
  });

  it('rejects a request without a token, and a token without the scope.', async () => {
    const origin = await startApp(name);
    const without = await getMe(origin, undefined);
    expect(without.status).toBe(401);
    expect(without.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    const { access_token } = await getTokens(origin, 'write');
    const narrow = await getMe(origin, access_token);
    expect(narrow.status).toBe(403);
    expect(narrow.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
  });

  it('redirects to no other host after sign-in.', async () => {
    const origin = await startApp(name);
    for (const query of hostileQueries) {
      const signedIn = await signIn(origin, query, 'correct horse');
      expect(signedIn.status).toBe(303);
      expect(signedIn.headers.get('location')).toBe('/');
    }
    expect((await signIn(origin, '', 'battery staple')).status).toBe(401);
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
