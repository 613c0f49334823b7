import { expect } from 'vitest';
import { startAndRead } from '../documents.ts';
import { it } from './fixtures.ts';
import { press } from './steps.ts';

it('the first server of the README leads from the URL that it prints to tokens', async ({ page, consoleMessages }) => {
  const url = (await startAndRead('first-server.ts')).replace('Open ', '');
  await page.goto(url);
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill('lovelace');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await press(page, 'Allow');
  await page.getByRole('heading', { name: 'Tokens' }).waitFor();
  expect(await page.locator('pre').innerText()).toContain('"access_token"');
  expect(consoleMessages).toEqual([]);
});
