import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { authorizationUrl, clientsFile, redeem, redirectUriOf, tokenRequest } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { statusOfMe } from '../status-of-me.ts';
import { useExample } from '../use-example.ts';
import { it } from './fixtures.ts';
import { allowAndGetCode, openConsentPage, press, startDemoClient, tokensOn, waitForConsentPage } from './steps.ts';

const clientId = 'refreshing';

describe.each(adapters)('Served by %s, the account page', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const request = (): string => authorizationUrl(example.serverUrl, clientId, { scope: 'read write' });

  const refresh = async (refreshToken = ''): Promise<number> =>
    (
      await redeem(example.serverUrl, {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshToken,
      })
    ).status;

  /** The user alice allows the demo client, which redeems its code. */
  const allowDemoClient = async (page: Page): Promise<void> => {
    await openConsentPage(page, example.clientUrl, 'read', 'alice');
    await press(page, 'Allow');
    await tokensOn(page);
  };

  /** The names of the buttons in the list of apps. */
  const buttonsOn = (page: Page): Promise<readonly (string | null)[]> =>
    page
      .getByRole('list', { name: 'These apps have access to your account:' })
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => button.ariaLabel));

  it('shows two apps with access, and takes it from one of them at once, without a script (R105)', async ({
    newPage,
  }) => {
    const page = await newPage({ javaScriptEnabled: false });
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    await openConsentPage(page, example.clientUrl, 'read');
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    // Nothing serves the redirect URI of this client.
    await page.route(`${redirectUriOf(clientId)}?*`, (route) => route.fulfill({ body: 'The client.' }));
    await page.goto(request());
    const code = await allowAndGetCode(page, clientId);
    await page.waitForURL(`${redirectUriOf(clientId)}?*`);
    const { body: tokens } = await redeem(example.serverUrl, tokenRequest(clientId, code));
    expect(await statusOfMe(example.serverUrl, tokens['access_token'])).toBe(200);
    // Until the access is removed, the client gets a code without a question.
    const again = await page.request.get(request(), { maxRedirects: 0 });
    expect([again.status(), again.headers()['location']]).toEqual([302, expect.stringContaining('code=')]);

    await page.goto(`${example.serverUrl}/account`);
    expect(await page.getByRole('listitem').count()).toBe(2);
    const demo = page.getByRole('listitem').filter({ hasText: 'Demo client' });
    expect(await demo.innerText()).toMatch(/Read your profile\s+Since \w+ \d+, \d+\. Last used \w+ \d+, \d+\./);
    expect(new Set(await buttonsOn(page))).toEqual(
      new Set(['Remove access of Demo client', 'Remove access of refreshing']),
    );

    await page.getByRole('button', { name: 'Remove access of refreshing' }).click();
    await page.getByRole('heading', { name: 'Access removed' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('refreshing has no access to your account any more.');
    expect(await statusOfMe(example.serverUrl, tokens['access_token'])).toBe(401);
    expect(await refresh(tokens['refresh_token'])).toBe(400);
    await page.goto(request());
    await waitForConsentPage(page, 'refreshing');

    await page.goto(`${example.serverUrl}/account`);
    expect(await buttonsOn(page)).toEqual(['Remove access of Demo client']);
    await startDemoClient(page, example.clientUrl, 'read');
    await page.getByRole('button', { name: 'Get a new access token' }).click();
    expect(await page.locator('#me').innerText()).toContain('"client_id": "demo-client"');
    expect(messages).toEqual([]);
  });

  it('takes access by the keyboard alone', async ({ page }) => {
    await allowDemoClient(page);
    await page.goto(`${example.serverUrl}/account`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Access removed' }).waitFor();
    await page.getByRole('link', { name: 'Back to your account' }).click();
    await page.getByText('No app has access to your account.').waitFor();
  });

  it('does not take access because another site says so', async ({ page }) => {
    await allowDemoClient(page);
    // The demo client is on another origin, and on the same site: the cookie of the session is sent.
    await page.evaluate((url) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = url;
      const field = document.createElement('input');
      field.name = 'client_id';
      field.value = 'demo-client';
      form.append(field);
      document.body.append(form);
      form.submit();
    }, `${example.serverUrl}/remove-access`);
    await page.getByText('This request came from another site.').waitFor();
    await page.goto(`${example.serverUrl}/account`);
    expect(await buttonsOn(page)).toEqual(['Remove access of Demo client']);
    await page.getByRole('button', { name: 'Remove access of Demo client' }).click();
    await page.getByRole('heading', { name: 'Access removed' }).waitFor();
  });

  it('is the only origin whose scripts read and revoke grants: the cookie alone is not enough (R292)', async ({
    page,
  }) => {
    await allowDemoClient(page);
    await page.goto(`${example.serverUrl}/account`);
    const { data } = await (await page.request.get(`${example.serverUrl}/oauth_grants`)).json();
    const target = `${example.serverUrl}/oauth_grants/${data[0].id}`;
    const send = (method: string): Promise<number> =>
      page.evaluate(
        async ([url, verb]) => {
          try {
            return (await fetch(url, { method: verb, credentials: 'include' })).status;
          } catch {
            return 0;
          }
        },
        [target, method] as const,
      );
    // The content security policies of both pages allow no requests, so a page without one sends them.
    await page.goto(`${example.clientUrl}/no-such-page`);
    expect([await send('GET'), await send('DELETE')]).toEqual([0, 0]);
    await page.goto(`${example.serverUrl}/no-such-page`);
    expect([await send('GET'), await send('DELETE'), await send('GET')]).toEqual([200, 200, 404]);
  });
});
