import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { clientsFile, redeem, tokenRequest } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { it } from './fixtures.ts';
import {
  allowAndGetCode,
  errorOn,
  openConsentPage,
  openConsentPageFor,
  press,
  startDemoClient,
  tokensOn,
  waitForConsentPage,
} from './steps.ts';

const readBox = (page: Page): Locator => page.getByRole('checkbox', { name: 'Read your profile' });
const writeBox = (page: Page): Locator => page.getByRole('checkbox', { name: 'Change your profile' });

describe.each(adapters)('Served by %s, the consent page', (ADAPTER) => {
  describe('lets the user choose among scopes:', () => {
    const example = useExample({ ADAPTER, REMEMBER_CONSENT: '0', CLIENTS: clientsFile });

    it.for([
      ['Change your profile', 'read'],
      ['Read your profile', 'write'],
    ] as const)('without %s the scope of the tokens is %s', async ([cleared, scope], { page, consoleMessages }) => {
      await openConsentPage(page, example.clientUrl, 'read write');
      await page.getByRole('checkbox', { name: cleared }).uncheck();
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ scope });
      expect(consoleMessages).toEqual([]);
    });

    it('Allow without any scope denies the request', async ({ page }) => {
      await openConsentPage(page, example.clientUrl, 'read write');
      await readBox(page).uncheck();
      await writeBox(page).uncheck();
      await press(page, 'Allow');
      expect(await errorOn(page)).toBe('access_denied');
    });

    it('Deny denies the request with any checkboxes', async ({ page, consoleMessages }) => {
      await openConsentPage(page, example.clientUrl, 'read write');
      await press(page, 'Deny');
      expect(await errorOn(page)).toBe('access_denied');
      expect(consoleMessages).toEqual([]);
    });

    it('a single scope has no checkbox', async ({ page }) => {
      await openConsentPage(page, example.clientUrl, 'read');
      expect(await page.getByRole('checkbox').count()).toBe(0);
    });

    it('a required scope cannot be cleared, and is granted', async ({ page }) => {
      await openConsentPageFor(page, example.serverUrl, 'notes');
      await waitForConsentPage(page, 'Notes');
      expect(await readBox(page).isChecked()).toBe(true);
      expect(await readBox(page).isDisabled()).toBe(true);
      expect(await page.getByRole('listitem').first().innerText()).toContain('(required)');
      await writeBox(page).uncheck();
      const code = await allowAndGetCode(page, 'notes');
      expect(await redeem(example.serverUrl, tokenRequest('notes', code))).toMatchObject({ body: { scope: 'read' } });
    });
  });

  describe('is skipped for remembered consent:', () => {
    const example = useExample({ ADAPTER });

    it('a repeated request is granted at once, and a wider request asks only for the new scope', async ({
      page,
      consoleMessages,
    }) => {
      await openConsentPage(page, example.clientUrl, 'read');
      await press(page, 'Allow');
      await tokensOn(page);

      await startDemoClient(page, example.clientUrl, 'read');
      expect(await tokensOn(page)).toMatchObject({ scope: 'read' });

      await startDemoClient(page, example.clientUrl, 'read write');
      await waitForConsentPage(page);
      expect(await page.locator('main').innerText()).toContain(
        'In addition to what you allowed before, this app asks to:',
      );
      expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^Change your profile\n/),
      ]);
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ scope: 'read write' });
      expect(consoleMessages).toEqual([]);
    });
  });
});
