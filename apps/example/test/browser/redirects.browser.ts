import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { authorizationUrl, clientsFile, redeem, tokenRequest } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { statusOfMe } from '../status-of-me.ts';
import { useExample } from '../use-example.ts';
import { profileWith, startClient, startShowingClient } from './client-server.ts';
import { it } from './fixtures.ts';
import { openConsentPage, openConsentPageFor, press, signIn, tokensOn, waitForConsentPage } from './steps.ts';

/** The URLs that the page asks for, also those that only an app on the device could open. */
const requestsOf = async (page: Page): Promise<readonly string[]> => {
  const urls: string[] = [];
  const devTools = await page.context().newCDPSession(page);
  devTools.on('Network.requestWillBeSent', ({ request }) => urls.push(request.url));
  devTools.on('Page.frameRequestedNavigation', ({ url }) => urls.push(url));
  await Promise.all([devTools.send('Network.enable'), devTools.send('Page.enable')]);
  return urls;
};

describe.each(adapters)('Served by %s, Allow leads', (ADAPTER) => {
  const example = useExample({ ADAPTER, REMEMBER_CONSENT: '0', CLIENTS: clientsFile });

  const openFor = async (page: Page, redirectUri: string, state = 'a'): Promise<void> => {
    await page.goto(authorizationUrl(example.serverUrl, 'demo-cli', { redirect_uri: redirectUri, state }));
    await signIn(page, 'demo');
    await waitForConsentPage(page, 'Demo command line');
  };

  it('on to a third origin, if the callback of the client redirects there.', async ({ page, consoleMessages }) => {
    const third = await startShowingClient();
    const client = await startClient((_request, response) => {
      response.writeHead(302, { location: `${third.origin}/done` }).end();
    });
    await openFor(page, client.redirectUri);
    await press(page, 'Allow');
    await page.waitForURL(`${third.origin}/done`);
    expect(client.codes).toHaveLength(1);
    expect(consoleMessages).toEqual([]);
  });

  it('on to an app, if the callback of the client redirects to its scheme.', async ({ page, consoleMessages }) => {
    const client = await startClient((_request, response) => {
      response.writeHead(307, { location: 'com.example.viewer://done' }).end();
    });
    await openFor(page, client.redirectUri);
    const requests = await requestsOf(page);
    await press(page, 'Allow');
    await expect.poll(() => requests).toContain('com.example.viewer://done');
    expect(client.codes).toHaveLength(1);
    expect(consoleMessages.join()).not.toContain('Content Security Policy');
  });

  it('to an app: the page stays, has a link and says that it can be closed. A reload revokes nothing.', async ({
    page,
    consoleMessages,
  }) => {
    await openConsentPageFor(page, example.serverUrl, 'app');
    const requests = await requestsOf(page);
    await press(page, 'Allow');
    const link = page.getByRole('link', { name: 'Continue to App' });
    await link.waitFor();
    const href = (await link.getAttribute('href')) ?? '';
    expect(href).toMatch(/^com\.example\.app:\/cb\?code=/);
    await expect.poll(() => requests).toContain(href);
    expect(await page.locator('main').innerText()).toContain('After the app has opened, you can close this page.');
    expect(consoleMessages.join()).not.toContain('Content Security Policy');

    const codeIn = (url: string): string => new URL(url).searchParams.get('code') ?? '';
    const first = await redeem(example.serverUrl, tokenRequest('app', codeIn(href)));
    expect(first.status).toBe(200);
    // The browser sends the form again.
    await page.reload();
    const again = (await link.getAttribute('href')) ?? '';
    expect(codeIn(again)).not.toBe(codeIn(href));
    expect((await redeem(example.serverUrl, tokenRequest('app', codeIn(again)))).status).toBe(200);
    expect(await statusOfMe(example.serverUrl, first.body['access_token'])).toBe(200);
  });

  it('to the client with a state of 6,000 characters.', async ({ page, consoleMessages }) => {
    const client = await startShowingClient();
    const state = 'state-'.repeat(1000);
    await openFor(page, client.redirectUri, state);
    await press(page, 'Allow');
    await page.getByRole('heading', { name: 'Back at the client' }).waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe(state);
    expect(consoleMessages).toEqual([]);
  });

  it('to the client, and Back leads to the consent page. A second answer revokes nothing.', async ({ page }) => {
    const client = await startShowingClient();
    await openFor(page, client.redirectUri);
    await press(page, 'Allow');
    await page.getByRole('heading', { name: 'Back at the client' }).waitFor();
    const profile = await profileWith(example.serverUrl, client.codes[0] ?? '', client.redirectUri);
    await page.goBack();
    await waitForConsentPage(page, 'Demo command line');
    await press(page, 'Allow');
    await page.getByRole('heading', { name: 'Back at the client' }).waitFor();
    const second = await profileWith(example.serverUrl, client.codes[1] ?? '', client.redirectUri);
    expect([await profile(), await second()]).toEqual([200, 200]);
  });

  it('to the demo client, whose page can be reloaded without losing its tokens.', async ({ page }) => {
    await openConsentPage(page, example.clientUrl, 'read');
    await press(page, 'Allow');
    const { access_token } = (await tokensOn(page)) as Readonly<Record<string, string>>;
    await page.reload();
    expect(await statusOfMe(example.serverUrl, access_token)).toBe(200);
  });
});
