import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../start-example.ts';
import { launchChromium, launchWithProfile } from './chromium.ts';
import { newPerson, question, signIn, startAt } from './person.ts';

/** A browser whose settings block every cookie, as people set it and not as a test would. */
const launchWithoutCookies = (): Promise<BrowserContext> => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  mkdirSync(join(folder, 'Default'));
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(settings));
  return launchWithProfile(folder);
};

/** How often the browser was shown the sign-in page. */
const countSignIns = (page: Page): (() => number) => {
  let count = 0;
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/sign-in' && response.request().method() === 'GET') count += 1;
  });
  return () => count;
};

let browser: Browser;
let withoutCookies: BrowserContext;
let example: Example;

beforeAll(async () => {
  [browser, withoutCookies] = await Promise.all([launchChromium(), launchWithoutCookies()]);
});
afterAll(() => Promise.all([browser.close(), withoutCookies.close()]));

describe.each(['fastify', 'node', 'fetch'])('Served by %s, a sign-in that does not stick', (ADAPTER) => {
  beforeAll(async () => {
    example = await startExample({ ADAPTER });
  });
  afterAll(() => example.stop());

  const endsOnThePage = async (page: Page): Promise<void> => {
    await page.getByText('You signed in, but this site could not keep your session.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/oauth/authorize');
  };

  it('ends on a page that says so, where the browser blocks cookies', async () => {
    const page = await withoutCookies.newPage();
    const signIns = countSignIns(page);
    await startAt(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await endsOnThePage(page);
    expect(signIns()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('ends there too where the cookie gets lost on the way back, and may be tried again', async () => {
    const { page } = await newPerson(browser);
    const signIns = countSignIns(page);
    await startAt(page, example.clientUrl, 'read');
    await page.route('**/sign-in', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await page.context().clearCookies();
      const { 'set-cookie': _lost, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await signIn(page, 'demo');
    await endsOnThePage(page);
    expect(signIns()).toBe(1);

    await page.unrouteAll();
    await startAt(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await question(page);
  });
});
