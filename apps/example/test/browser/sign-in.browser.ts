import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { launchWithProfile } from './chromium.ts';
import { it } from './fixtures.ts';
import { signIn, startDemoClient, waitForConsentPage } from './steps.ts';

/** Starts a browser with the user setting that blocks all cookies. */
const launchWithoutCookies = (): Promise<BrowserContext> => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  mkdirSync(join(folder, 'Default'));
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(settings));
  return launchWithProfile(folder);
};

/** Counts how often the page shows the sign-in form. */
const countSignIns = (page: Page): (() => number) => {
  let count = 0;
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/sign-in' && response.request().method() === 'GET') count += 1;
  });
  return () => count;
};

const expectErrorPage = async (page: Page): Promise<void> => {
  await page.getByText('You signed in, but this site could not keep your session.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/oauth/authorize');
};

describe.each(adapters)('Served by %s, a session that is not kept leads to an error page', (ADAPTER) => {
  const example = useExample({ ADAPTER });
  let withoutCookies: BrowserContext;
  beforeAll(async () => {
    withoutCookies = await launchWithoutCookies();
  });
  afterAll(() => withoutCookies.close());

  it('if the browser blocks cookies', async () => {
    const page = await withoutCookies.newPage();
    const signIns = countSignIns(page);
    await startDemoClient(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await expectErrorPage(page);
    expect(signIns()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('if the cookie is lost once, and the next attempt works', async ({ page }) => {
    const signIns = countSignIns(page);
    await startDemoClient(page, example.clientUrl, 'read');
    await page.route('**/sign-in', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await page.context().clearCookies();
      const { 'set-cookie': _lost, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await signIn(page, 'demo');
    await expectErrorPage(page);
    expect(signIns()).toBe(1);

    await page.unrouteAll();
    await startDemoClient(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await waitForConsentPage(page);
  });
});
