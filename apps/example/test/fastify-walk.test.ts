import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { blocksOf, knock, snippet, start } from './documents.ts';

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
    expect(blocksOf('packages/fastify/README.md')).toEqual([snippet('fastify-oauth.ts'), snippet('fastify-app.ts')]);
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
    expect((await fetch(me)).status).toBe(401);
  });

  it('follows no way back that leads elsewhere.', async () => {
    const origin = await start('fastify-app.ts');
    await knock(origin);
    const body = new URLSearchParams({ email: 'ada@example.org', password: 'correct horse' });
    const evil = `${origin}/login?return_to=https%3A%2F%2Fevil.example`;
    const signedIn = await fetch(evil, { method: 'POST', body, redirect: 'manual' });
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/');
    const wrong = new URLSearchParams({ email: 'ada@example.org', password: 'battery staple' });
    expect((await fetch(`${origin}/login`, { method: 'POST', body: wrong })).status).toBe(401);
  });
});
