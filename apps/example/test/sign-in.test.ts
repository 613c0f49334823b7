import { describe, expect, it } from 'vitest';
import { browserSession } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { authorizationUrl, clientsFile } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { useExample } from './use-example.ts';

/** More than any form of the app has. */
const tooLong = new URLSearchParams({ username: 'x'.repeat(100_000) });

describe.each(adapters)('Served by %s,', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const post = (path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${example.serverUrl}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(form),
      headers,
    });

  const signIn = (username: string, password = username, headers: Readonly<Record<string, string>> = {}) =>
    post('/sign-in', { username, password }, headers);

  const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.replace(/;.*/, '') ?? '';

  /** Where the app sends a browser with this cookie. An empty string if it shows the page. */
  const wayFrom = async (path: string, cookie: string): Promise<string> =>
    locationOf(await fetch(new URL(path, example.serverUrl), { redirect: 'manual', headers: { cookie } }));

  it('a cookie opens nothing after sign-out, even a copy of it', async () => {
    const cookie = cookieOf(await signIn('demo'));
    const request = authorizationUrl(example.serverUrl, 's256', {});
    expect(await wayFrom('/account', cookie)).toBe('');
    expect(await wayFrom(request, cookie)).toBe('');
    const signedOut = await post('/sign-out', {}, { cookie });
    expect([signedOut.status, locationOf(signedOut)]).toEqual([303, '/sign-in']);
    expect(signedOut.headers.getSetCookie()).toEqual([expect.stringMatching(/^session=; Max-Age=0;/)]);
    expect(await wayFrom('/account', cookie)).toMatch(/^\/sign-in/);
    expect(await wayFrom(request, cookie)).toMatch(/^\/sign-in/);
  });

  it('a new sign-in ends the session that the browser had, and no other', async () => {
    const [mine, other] = [cookieOf(await signIn('demo')), cookieOf(await signIn('demo'))];
    const renewed = cookieOf(await signIn('alice', 'alice', { cookie: mine }));
    expect(await wayFrom('/account', mine)).toMatch(/^\/sign-in/);
    expect(await wayFrom('/account', other)).toBe('');
    expect(await wayFrom('/account', renewed)).toBe('');
  });

  it.each([
    ['another site, by Fetch Metadata', { 'sec-fetch-site': 'cross-site' }],
    ['another origin of this site, by Fetch Metadata', { 'sec-fetch-site': 'same-site' }],
    ['another site, by Fetch Metadata, whatever Origin says', { 'sec-fetch-site': 'cross-site', origin: 'own' }],
    ['another site, by Origin', { origin: 'https://evil.example' }],
    ['another port, by Origin', { origin: 'http://127.0.0.1:1' }],
    ['a page that hides its origin', { origin: 'null' }],
  ])('a form from %s neither signs in nor out', async (_from, given) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value === 'own' ? example.serverUrl : value]),
    );
    const signedIn = await signIn('demo', 'demo', headers);
    expect([signedIn.status, signedIn.headers.getSetCookie()]).toEqual([403, []]);
    const cookie = cookieOf(await signIn('demo'));
    const signedOut = await post('/sign-out', {}, { ...headers, cookie });
    expect([signedOut.status, signedOut.headers.getSetCookie()]).toEqual([403, []]);
    expect(await wayFrom('/account', cookie)).toBe('');
  });

  it('a form from its own page signs in, by Fetch Metadata or by Origin', async () => {
    expect((await signIn('demo', 'demo', { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(303);
    expect((await signIn('demo', 'demo', { origin: example.serverUrl })).status).toBe(303);
  });

  it('of a user name that no user can have, 256 characters are kept', async () => {
    const response = await signIn('x'.repeat(10_000), 'wrong');
    expect([response.status, /x{200,}/.exec(await response.text())?.[0].length]).toEqual([422, 256]);
  });

  it.each(['alice', 'nobody'])('ten guesses for a user name are answered, more must wait: %s', async (name) => {
    const guesses = await Promise.all(Array.from({ length: 15 }, () => signIn(name, 'wrong')));
    const statuses = guesses.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([...Array<number>(10).fill(422), ...Array<number>(5).fill(429)]);
    const refused = await signIn(name);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too many attempts with this user name.');
    expect((await signIn('demo')).status).toBe(303);
  });

  it('a right password clears the wrong ones before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 9; guess += 1) expect((await signIn('demo', 'wrong')).status).toBe(422);
      expect((await signIn('demo')).status).toBe(303);
    }
  });

  it('a wrong password keeps the user name that was typed, and the way back', async () => {
    const wrong = await post('/sign-in', {
      username: `a"><b>'&`,
      password: 'wrong',
      return_to: '/oauth/authorize?a=b',
    });
    const text = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(text).toContain('name="username" value="a&quot;&gt;&lt;b&gt;&#39;&amp;"');
    expect(text).toContain('name="return_to" value="/oauth/authorize?a=b"');
    expect(text).toMatch(/<input name="password" type="password" [^>]*required autofocus>/);
    expect(text).not.toContain('wrong"');
  });

  it.each(['/sign-in', '/sign-out'])('a body that is too long is refused at %s', async (path) => {
    const response = await fetch(`${example.serverUrl}${path}`, { method: 'POST', redirect: 'manual', body: tooLong });
    expect(response.status).toBe(413);
  });
});

describe('The demo client', () => {
  const example = useExample();

  it('refuses a body that is too long', async () => {
    const response = await fetch(`${example.clientUrl}/start`, { method: 'POST', redirect: 'manual', body: tooLong });
    expect(response.status).toBe(413);
  });

  it('does not start a request that another site sent', async () => {
    const sent = {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(),
      headers: { origin: 'https://evil.example' },
    } as const;
    const response = await fetch(`${example.clientUrl}/start`, sent);
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
    const own = await browserSession(example.clientUrl).post('/start', { write: 'on' });
    expect(new URL(locationOf(own)).searchParams.get('scope')).toBe('read write');
  });
});
