import { describe, expect, it } from 'vitest';
import { browserSession, openConsentPage } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { newApiKey } from './new-api-key.ts';
import { authorizationUrl, clientsFile, tokenRequest } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { useExample } from './use-example.ts';

type Headers = Readonly<Record<string, string>>;

const anotherUser = { status: 403, body: { error: 'consent_token_of_another' } };

describe.each(adapters)('Served by %s, a user with an API key and without a cookie', (ADAPTER) => {
  const example = useExample({ ADAPTER, CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS: clientsFile });

  const request = async (
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${example.serverUrl}${path}`, { redirect: 'manual', ...init });
    return { status: response.status, body: await response.json() };
  };

  const details = (token: string, headers: Headers) => request(`/oauth/consent/${token}`, { headers });

  const postJson = (path: string, value: unknown, headers: Headers) =>
    request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });

  const allow = (consent_token: string, headers: Headers) =>
    postJson('/oauth/grants', { allowed: true, consent_token }, headers);

  /** Signs a user in, creates a key on the account page, and returns its header and the session's cookie. */
  const keyOf = async (user: string): Promise<{ readonly bearer: Headers; readonly cookie: Headers }> => {
    const browser = browserSession(example.serverUrl);
    const signedIn = await browser.post('/sign-in', { username: user, password: user });
    const key = await newApiKey(browser);
    expect(key).not.toBe('');
    const cookie = signedIn.headers.getSetCookie()[0]?.replace(/;.*/, '') ?? '';
    return { bearer: { authorization: `Bearer ${key}` }, cookie: { cookie } };
  };

  const consentTokenFor = async (user: 'demo' | 'alice'): Promise<string> =>
    (await openConsentPage(example.serverUrl, authorizationUrl(example.serverUrl, 's256', { scope: 'read' }), user))
      .consentToken;

  it('reads a consent request and answers it, and the client redeems the code with JSON', async () => {
    const { bearer } = await keyOf('demo');
    const token = await consentTokenFor('demo');
    expect(await details(token, bearer)).toMatchObject({ status: 200, body: { data: { signed_in_as: 'demo' } } });
    const { status, body } = await allow(token, bearer);
    expect(status).toBe(200);
    const code = new URL(String(body['redirect_uri'])).searchParams.get('code') ?? '';
    // An SDK sends the key of its user with every request. At the token endpoint it means nothing.
    expect(await postJson('/oauth/token', tokenRequest('s256', code), bearer)).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', scope: 'read' },
    });
  });

  it('is asked for consent without signing in', async () => {
    const { bearer } = await keyOf('demo');
    const url = authorizationUrl(example.serverUrl, 's256', { scope: 'read' });
    const asked = new URL(locationOf(await fetch(url, { redirect: 'manual', headers: bearer })), example.serverUrl);
    expect(asked.pathname).toBe('/consent');
    expect(await allow(asked.searchParams.get('consent_token') ?? '', bearer)).toMatchObject({ status: 200 });
  });

  it('cannot read or answer the consent request of another user', async () => {
    const { bearer } = await keyOf('alice');
    const token = await consentTokenFor('demo');
    expect(await details(token, bearer)).toMatchObject(anotherUser);
    expect(await allow(token, bearer)).toMatchObject(anotherUser);
  });

  it('is the user of the key, and not of a cookie that a browser adds', async () => {
    const demo = await keyOf('demo');
    const alice = await keyOf('alice');
    const token = await consentTokenFor('demo');
    expect(await details(token, demo.cookie)).toMatchObject({ status: 200 });
    for (const authorization of [alice.bearer['authorization'] ?? '', 'Bearer unknown', 'Bearer', 'bearer  x y'])
      expect(await allow(token, { ...demo.cookie, authorization })).toMatchObject(anotherUser);
    expect(await allow(token, { ...alice.cookie, ...demo.bearer })).toMatchObject({ status: 200 });
  });

  it('is known by the cookie if another scheme is in the Authorization header', async () => {
    const { cookie } = await keyOf('demo');
    const token = await consentTokenFor('demo');
    expect(await details(token, { ...cookie, authorization: 'Basic eDp5' })).toMatchObject({ status: 200 });
  });

  it('is not known by an access token, which a client has: the client could allow itself more', async () => {
    const { bearer } = await keyOf('demo');
    const { body } = await allow(await consentTokenFor('demo'), bearer);
    const code = new URL(String(body['redirect_uri'])).searchParams.get('code') ?? '';
    const issued = await postJson('/oauth/token', tokenRequest('s256', code), {});
    const authorization = `Bearer ${String(issued.body['access_token'])}`;
    expect(await request('/me', { headers: { authorization } })).toMatchObject({ status: 200 });
    expect(await allow(await consentTokenFor('demo'), { authorization })).toMatchObject(anotherUser);
  });

  it('has one key: a new one replaces it', async () => {
    const [first, second] = [await keyOf('demo'), await keyOf('demo')];
    const token = await consentTokenFor('demo');
    expect(await details(token, first.bearer)).toMatchObject(anotherUser);
    expect(await details(token, second.bearer)).toMatchObject({ status: 200 });
  });

  it('gets no key by a form of another site, or without a session', async () => {
    const { cookie } = await keyOf('demo');
    const post = (headers: Headers) =>
      fetch(`${example.serverUrl}/api-keys`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams(),
      });
    expect((await post({ ...cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const signedOut = await post({});
    expect([signedOut.status, locationOf(signedOut)]).toEqual([303, '/sign-in?return_to=%2Faccount']);
  });

  it('sends the key from a program: a page of another site may not send it', async () => {
    const preflight = await fetch(`${example.serverUrl}/oauth/grants`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(preflight.headers.get('access-control-allow-headers')).toBeNull();
  });
});
