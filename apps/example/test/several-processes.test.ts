import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { generateSigningKey } from '@codegrant/jwt';
import { nodeSqlite, sqlStore } from '@codegrant/sql';
import { expect, it } from 'vitest';
import { signedInBrowser } from './browser-session.ts';
import { consentTokenOn } from './consent-token-on.ts';
import { locationOf } from './location-of.ts';
import { newTokenRequest } from './new-token-request.ts';
import { authorizationUrl, clientsFile, redeem } from './registered-client.ts';
import { describeSharedStorage, describeWithSqlite } from './shared-storage.ts';
import type { Example } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { exampleForTest } from './use-example.ts';

const consentKey = (): string => randomBytes(32).toString('base64url');

/** Signs in, and returns the cookie. */
const cookieOf = async ({ serverUrl }: Example): Promise<string> => {
  const body = new URLSearchParams({ username: 'demo', password: 'demo' });
  const response = await fetch(`${serverUrl}/sign-in`, { method: 'POST', redirect: 'manual', body });
  return response.headers.getSetCookie()[0]?.replace(/;.*/, '') ?? '';
};

const opens = async (cookie: string, { serverUrl }: Example): Promise<boolean> =>
  (await fetch(`${serverUrl}/account`, { redirect: 'manual', headers: { cookie } })).status === 200;

const refreshRequest = (refresh_token = '') => ({
  grant_type: 'refresh_token',
  client_id: 'refreshing',
  refresh_token,
});

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

describeSharedStorage('Two processes of the example, with', (store, kind) => {
  const settings = (key = consentKey()) => ({
    STORE: store(),
    CLIENTS: clientsFile,
    CONSENT_KEY: key,
    ISSUER: 'http://127.0.0.1:3000',
  });

  const startBoth = async (): Promise<readonly [Example, Example]> => {
    const both = settings();
    return Promise.all([exampleForTest(both), exampleForTest(both)]);
  };

  it('accept the JWTs of each other, until the grant is revoked at one of them.', async () => {
    const SIGNING_KEYS = JSON.stringify(await generateSigningKey());
    const both = { ...settings(), ACCESS_TOKENS: 'jwt', SIGNING_KEYS };
    const [first, second] = await Promise.all([exampleForTest(both), exampleForTest(both)]);
    const form = await newTokenRequest(first.serverUrl, 'refreshing');
    const { body } = await redeem(first.serverUrl, form);
    expect(await statusOfMe(second.serverUrl, body['access_token'])).toBe(200);
    const revocation = new URLSearchParams({ token: body['refresh_token'] ?? '', client_id: 'refreshing' });
    await fetch(`${second.serverUrl}/oauth/revoke`, { method: 'POST', body: revocation });
    expect(await statusOfMe(first.serverUrl, body['access_token'])).toBe(401);
  });

  it.each([
    ['with PKCE, sent again at once, keeps its tokens (R224).', 's256', {}, {}, 200],
    [
      'without PKCE, sent again at once, loses its tokens at both (R225).',
      'no-pkce',
      { code_challenge: '', code_challenge_method: '' },
      { code_verifier: '', client_secret: 'a third secret' },
      401,
    ],
  ])(
    'redeem a code of the first at the second. At the first, a code %s',
    async (_what, client, asked, proof, status) => {
      const [first, second] = await startBoth();
      const form = { ...(await newTokenRequest(first.serverUrl, client, asked)), ...proof };
      const redeemed = await redeem(second.serverUrl, form);
      const token = redeemed.body['access_token'];
      expect(redeemed).toMatchObject({ status: 200, body: { scope: 'read' } });
      expect([await statusOfMe(first.serverUrl, token), await statusOfMe(second.serverUrl, token)]).toEqual([200, 200]);
      expect(await redeem(first.serverUrl, form)).toMatchObject(invalidGrant);
      expect([await statusOfMe(first.serverUrl, token), await statusOfMe(second.serverUrl, token)]).toEqual([
        status,
        status,
      ]);
    },
  );

  it('redeem a code once, of twenty requests that reach both at the same time (R187).', async () => {
    const [first, second] = await startBoth();
    const form = await newTokenRequest(second.serverUrl, 's256');
    const requests = Array.from({ length: 20 }, (_, index) =>
      redeem((index % 2 === 0 ? first : second).serverUrl, form),
    );
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect([200, 400].map((each) => statuses.filter((status) => status === each).length)).toEqual([1, 19]);
  });

  it('refresh at the second what the first issued. A code that is sent again at once to the first revokes no token (R224).', async () => {
    const [first, second] = await startBoth();
    const form = await newTokenRequest(first.serverUrl, 'refreshing');
    const issued = (await redeem(first.serverUrl, form)).body;
    const refreshed = await redeem(second.serverUrl, refreshRequest(issued['refresh_token']));
    expect(refreshed).toMatchObject({ status: 200, body: { scope: 'read' } });
    expect(refreshed.body['refresh_token']).not.toBe(issued['refresh_token']);
    const accessTokens = [issued['access_token'], refreshed.body['access_token']];
    const statuses = () =>
      Promise.all(
        accessTokens.flatMap((token) => [first, second].map((example) => statusOfMe(example.serverUrl, token))),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    expect(await redeem(first.serverUrl, form)).toMatchObject(invalidGrant);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    const next = refreshRequest(refreshed.body['refresh_token']);
    expect(await redeem(first.serverUrl, next)).toMatchObject({ status: 200 });
  });

  it('replace a refresh token by one other, of two hundred requests that reach four processes at the same time (R223).', async () => {
    const same = settings();
    const examples = await Promise.all([1, 2, 3, 4].map(() => exampleForTest(same)));
    const urlOf = (index: number): string => examples[index % examples.length]?.serverUrl ?? '';
    const issued = await redeem(urlOf(0), await newTokenRequest(urlOf(0), 'refreshing'));
    const form = refreshRequest(issued.body['refresh_token']);
    const refreshed = await Promise.all(Array.from({ length: 200 }, (_, index) => redeem(urlOf(index), form)));
    expect(new Set(refreshed.map(({ status }) => status))).toEqual(new Set([200]));
    const successors = new Set(refreshed.map(({ body }) => body['refresh_token']));
    expect(successors.size).toBe(1);
    const [successor] = successors;
    expect(await redeem(urlOf(1), refreshRequest(successor))).toMatchObject({ status: 200 });
  });

  it('share sessions: a user who signs in at the first is signed in at the second, and signs out there.', async () => {
    const [first, second] = await startBoth();
    const cookie = await cookieOf(first);
    expect([await opens(cookie, first), await opens(cookie, second)]).toEqual([true, true]);
    const form = { method: 'POST', redirect: 'manual', body: new URLSearchParams(), headers: { cookie } } as const;
    await fetch(`${second.serverUrl}/sign-out`, form);
    expect([await opens(cookie, first), await opens(cookie, second)]).toEqual([false, false]);
  });

  it('let a user answer at the second what the first asked.', async () => {
    const [first, second] = await startBoth();
    const browser = await signedInBrowser(first.serverUrl, 'alice');
    const page = await browser.get(authorizationUrl(first.serverUrl, 'plain', { scope: 'write' }));
    const consent_token = consentTokenOn(await page.text());
    const answered = await browser.post(`${second.serverUrl}/oauth/consent`, { consent_token, decision: 'allow' });
    expect(new URL(locationOf(answered)).searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  });

  it('keep refresh tokens and access tokens over a restart of all.', async () => {
    const both = settings();
    const before = await exampleForTest(both);
    const form = await newTokenRequest(before.serverUrl, 'refreshing');
    const issued = (await redeem(before.serverUrl, form)).body;
    expect(await before.stop()).toBe(0);
    const after = await exampleForTest(both);
    expect(await statusOfMe(after.serverUrl, issued['access_token'])).toBe(200);
    expect(await redeem(after.serverUrl, refreshRequest(issued['refresh_token']))).toMatchObject({ status: 200 });
  });

  it(`keep what they need over a restart of all: sessions and tokens${kind === 'redis' ? '' : ', and consents'}.`, async () => {
    const both = settings();
    const before = await exampleForTest(both);
    const browser = await signedInBrowser(before.serverUrl);
    const request = (example: Example): string => authorizationUrl(example.serverUrl, 'basic', { scope: 'write' });
    const page = await browser.get(request(before));
    const consent_token = consentTokenOn(await page.text());
    await browser.post('/oauth/consent', { consent_token, decision: 'allow' });
    expect(locationOf(await browser.get(request(before)))).toMatch(/^https:.*[?&]code=/);
    expect(await before.stop()).toBe(0);
    const after = await exampleForTest(both);
    expect((await browser.get(`${after.serverUrl}/account`)).status).toBe(200);
    const again = await browser.get(request(after));
    if (kind === 'redis') expect(await again.text()).toContain('name="consent_token"');
    else expect(locationOf(again)).toMatch(/^https:.*[?&]code=/);
  });
});

describeWithSqlite('A client that is registered while the example runs, in', (store) => {
  it('is known at once, and a client of CLIENTS comes first.', async () => {
    const example = await exampleForTest({ STORE: store(), CLIENTS: clientsFile });
    const connection = new DatabaseSync(store().slice('sqlite:'.length));
    const { clients } = sqlStore(nodeSqlite(connection)).storage;
    const open = (url: string) => fetch(url, { redirect: 'manual' });
    const redirect_uri = 'https://new.example/callback';
    const url = authorizationUrl(example.serverUrl, 'new', { redirect_uri });
    expect((await open(url)).status).toBe(404);
    await clients.save({ client_id: 'new', redirect_uris: [redirect_uri] });
    await clients.save({ client_id: 's256', redirect_uris: [redirect_uri] });
    expect(locationOf(await open(url))).toMatch(/^\/sign-in/);
    expect((await open(authorizationUrl(example.serverUrl, 's256', { redirect_uri }))).status).toBe(422);
    connection.close();
  });
});
