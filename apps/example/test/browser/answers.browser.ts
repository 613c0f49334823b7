import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { authorizationUrl } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { startApp } from './app-in-process.ts';
import { profileWith, startShowingClient } from './client-server.ts';
import { it } from './fixtures.ts';
import { startSlowProxy } from './slow-proxy.ts';
import { openConsentPage, press, signIn, tokensOn, waitForConsentPage } from './steps.ts';

/** Clicks a button as a hand does: without waiting for anything that the click before has started. */
const clickOn = async (page: Page, name: 'Allow' | 'Deny'): Promise<() => Promise<void>> => {
  const box = await page.getByRole('button', { name }).boundingBox();
  if (box === null) throw new Error(`${name} is not on the page.`);
  return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
};

describe.each(adapters)('Served by %s, the consent page', (ADAPTER) => {
  const example = useExample({ ADAPTER, REMEMBER_CONSENT: '0' });

  describe.each([300, 1500])('with a server that answers after %i ms:', (milliseconds) => {
    const openSlowly = async (page: Page, redirectUri: string): Promise<void> => {
      const proxy = await startSlowProxy(example.serverUrl, milliseconds);
      await page.goto(authorizationUrl(proxy, 'demo-cli', { redirect_uri: redirectUri }));
      await signIn(page, 'demo');
      await waitForConsentPage(page, 'Demo command line');
    };

    it('a user who clicks Allow twice arrives at the client, whose code works', async ({ page, consoleMessages }) => {
      const client = await startShowingClient();
      await openSlowly(page, client.redirectUri);
      const allow = await clickOn(page, 'Allow');
      await allow();
      await setTimeout(150);
      await allow();
      await page.getByRole('heading', { name: 'Back at the client' }).waitFor();
      const code = new URL(page.url()).searchParams.get('code') ?? '';
      const profile = await profileWith(example.serverUrl, code, client.redirectUri);
      expect(await profile()).toBe(200);
      expect(consoleMessages).toEqual([]);
    });

    it('a user who clicks Deny after Allow learns that the first decision counts', async ({ page }) => {
      const client = await startShowingClient();
      await openSlowly(page, client.redirectUri);
      const [allow, deny] = [await clickOn(page, 'Allow'), await clickOn(page, 'Deny')];
      await allow();
      await setTimeout(150);
      await deny();
      await page.getByText('The first decision counts.').waitFor();
      expect(await page.locator('main').innerText()).not.toContain('othing was shared');
      expect(client.codes).toEqual([]);
    });
  });

  it('leads a user whose session has ended to sign-in, and then asks again', async ({ page, consoleMessages }) => {
    await openConsentPage(page, example.clientUrl, 'read');
    await page.context().clearCookies({ name: 'session' });
    await press(page, 'Allow');
    await signIn(page, 'demo');
    await waitForConsentPage(page);
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    expect(consoleMessages).toEqual([]);
  });

  it('of one account, answered with another, has a link that asks the other account', async ({ page }) => {
    await openConsentPage(page, example.clientUrl, 'read', 'alice');
    const otherTab = await page.context().newPage();
    await otherTab.goto(`${example.serverUrl}/account`);
    await otherTab.getByRole('button', { name: 'Sign out' }).click();
    await signIn(otherTab, 'demo');
    await otherTab.getByRole('heading', { name: 'Your account' }).waitFor();

    await press(page, 'Allow');
    await page.getByText('This request was for another account').waitFor();
    await page.getByRole('link', { name: 'Start again' }).click();
    await waitForConsentPage(page);
    expect(await page.locator('main').innerText()).toContain('You are signed in as demo.');
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
  });

  it('leads to another account: the sign-in page shows its form although the user is signed in', async ({
    page,
    consoleMessages,
  }) => {
    await openConsentPage(page, example.clientUrl, 'read', 'alice');
    await press(page, 'Use another account');
    await page.getByLabel('User name').waitFor();
    expect(new URL(page.url()).searchParams.get('prompt')).toBe('select_account');
    await signIn(page, 'demo');
    await waitForConsentPage(page);
    expect(await page.locator('main').innerText()).toContain('You are signed in as demo.');
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    expect(consoleMessages).toEqual([]);
  });

  it('whose request has expired has a link, which asks again', async ({ page }) => {
    const app = await startApp(ADAPTER);
    await openConsentPage(page, app.clientUrl, 'read');
    app.pass(601);
    await press(page, 'Allow');
    await page.getByText('This request has expired.').waitFor();
    await page.getByRole('link', { name: 'Start again' }).click();
    await waitForConsentPage(page);
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
  });
});
