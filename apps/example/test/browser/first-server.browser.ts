import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAndRead } from '../documents.ts';
import { launchChromium } from './chromium.ts';
import { newPerson } from './person.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

it('the first server of the README leads from the URL that it prints to tokens', async () => {
  const url = (await startAndRead('first-server.ts')).replace('Open ', '');
  const { page, complaints } = await newPerson(browser);
  await page.goto(url);
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill('lovelace');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Tokens' }).waitFor();
  expect(await page.locator('pre').innerText()).toContain('"access_token"');
  expect(complaints).toEqual([]);
});
