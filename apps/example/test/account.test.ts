import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { type BrowserSession, signedInBrowser } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { newApiKey } from './new-api-key.ts';
import { newTokenRequest } from './new-token-request.ts';
import { clientsFile, redeem } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { exampleForTest, useExample } from './use-example.ts';

describe.each(adapters)('Served by %s, the account page', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const signedIn = (user = 'demo'): Promise<BrowserSession> => signedInBrowser(example.serverUrl, user);

  /** The user allows the client, which redeems its code. Returns its tokens. */
  const allowed = async (clientId: string, user = 'demo', scope = 'read write'): Promise<Record<string, string>> => {
    const form = await newTokenRequest(example.serverUrl, clientId, { scope }, user);
    return (await redeem(example.serverUrl, form)).body;
  };

  const pageOf = async (browser: BrowserSession): Promise<string> => (await browser.get('/account')).text();

  const readsProfile = async (accessToken = ''): Promise<boolean> =>
    (await statusOfMe(example.serverUrl, accessToken)) === 200;

  it('says that no app has access, as long as none has', async () => {
    expect(await pageOf(await signedIn('alice'))).toContain('No app has access to your account.');
  });

  it('shows each app once, with its name, scopes and times, and to its user only', async () => {
    await allowed('notes', 'demo', 'read');
    await allowed('notes');
    const page = await pageOf(await signedIn());
    expect(page.match(/<li>/g)).toHaveLength(1);
    expect(page).toContain('<strong><bdi>Notes</bdi></strong>');
    expect(page).toMatch(/<span>(?:Read your profile · Change your profile|Change your profile · Read your profile)</);
    expect(page).toMatch(/Since <time datetime="[^"]+Z">\w+ \d+, \d{4}<\/time>\. Last used <time /);
    expect(await pageOf(await signedIn('alice'))).not.toContain('Notes');
  });

  it('shows the name of an app as text', async () => {
    await allowed('hostile');
    const page = await pageOf(await signedIn());
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script');
  });

  it('removes the access of an app at once, and says so', async () => {
    const [removed, kept] = [await allowed('refreshing'), await allowed('s256')];
    const browser = await signedIn();
    const answer = await browser.post('/remove-access', { client_id: 'refreshing' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('has no access to your account any more.');
    expect(await readsProfile(removed['access_token'])).toBe(false);
    expect(await readsProfile(kept['access_token'])).toBe(true);
    const refreshed = await redeem(example.serverUrl, {
      grant_type: 'refresh_token',
      client_id: 'refreshing',
      refresh_token: removed['refresh_token'] ?? '',
    });
    expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant']);
    const page = await pageOf(browser);
    expect(page).not.toContain('value="refreshing"');
    expect(page).toContain('value="s256"');
    const again = await (await browser.post('/remove-access', { client_id: 'refreshing' })).text();
    expect(again).toContain('had no access to your account.');
  });

  it('removes nothing for another site, another user, or nobody', async () => {
    const tokens = await allowed('plain');
    const post = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${example.serverUrl}/remove-access`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ client_id: 'plain' }),
      });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const signedOut = await post({});
    expect([signedOut.status, locationOf(signedOut)]).toEqual([303, '/sign-in?return_to=%2Faccount']);
    await (await signedIn('alice')).post('/remove-access', { client_id: 'plain' });
    expect((await (await signedIn()).post('/remove-access', {})).status).toBe(400);
    expect(await readsProfile(tokens['access_token'])).toBe(true);
  });

  it('has the same grants as the API at /oauth_grants, by session or API key', async () => {
    await allowed('no-iss', 'alice');
    const browser = await signedIn('alice');
    const headers = { authorization: `Bearer ${await newApiKey(browser)}` };
    const byKey = await (await fetch(`${example.serverUrl}/oauth_grants`, { headers })).json();
    expect(await (await browser.get('/oauth_grants')).json()).toEqual(byKey);
    expect(byKey.data).toMatchObject([{ client_id: 'no-iss', scopes: ['read', 'write'] }]);
    expect((await fetch(`${example.serverUrl}/oauth_grants`)).status).toBe(401);
    const target = `${example.serverUrl}/oauth_grants/${byKey.data[0].id}`;
    expect((await fetch(target, { method: 'DELETE', headers })).status).toBe(200);
    expect(await pageOf(browser)).toContain('No app has access to your account.');
  });
});

it('The account page shows the apps after a restart too, and what was removed stays removed, with SQLite.', async () => {
  const settings = { STORE: `sqlite:${join(temporaryFolder(onTestFinished), 'app.db')}`, CLIENTS: clientsFile };
  const first = await exampleForTest(settings);
  const issuedBy = async (serverUrl: string, clientId: string): Promise<string> => {
    const { body } = await redeem(serverUrl, await newTokenRequest(serverUrl, clientId, { scope: 'read' }));
    return body['access_token'] ?? '';
  };
  const [removed, kept] = [await issuedBy(first.serverUrl, 'notes'), await issuedBy(first.serverUrl, 's256')];
  await first.stop();
  const appsIn = async (browser: BrowserSession): Promise<readonly string[]> =>
    Array.from((await (await browser.get('/account')).text()).matchAll(/name="client_id" value="([^"]*)"/g), ([, id]) =>
      String(id),
    ).toSorted();
  const second = await exampleForTest(settings);
  const browser = await signedInBrowser(second.serverUrl);
  expect(await appsIn(browser)).toEqual(['notes', 's256']);
  await browser.post('/remove-access', { client_id: 'notes' });
  await second.stop();
  const third = await exampleForTest(settings);
  expect(await appsIn(await signedInBrowser(third.serverUrl))).toEqual(['s256']);
  expect([await statusOfMe(third.serverUrl, removed), await statusOfMe(third.serverUrl, kept)]).toEqual([401, 200]);
});
