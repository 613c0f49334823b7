import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { clientsFile, redeem, tokenRequest } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { it } from './fixtures.ts';
import {
  allowAndGetCode,
  errorOn,
  injectScript,
  openConsentPage,
  openConsentPageFor,
  press,
  signIn,
  startDemoClient,
  tokensOn,
} from './steps.ts';

/** Waits for an error on the page and returns its text. */
const alertOn = async (page: Page): Promise<string> => {
  await page.getByRole('alert').locator('p').first().waitFor();
  return page.getByRole('alert').innerText();
};

const expectNoForm = async (page: Page): Promise<void> => {
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await page.getByRole('listitem').count()).toBe(0);
};

describe.each(adapters)('Served by %s, a hosted consent page', (ADAPTER) => {
  const example = useExample({ ADAPTER, CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS: clientsFile });

  /** Goes from the demo client to its consent page. */
  const open = async (page: Page, scope: 'read' | 'read write'): Promise<void> => {
    await openConsentPage(page, example.clientUrl, scope);
    expect(page.url()).toMatch(`${example.serverUrl}/consent?consent_token=`);
  };

  describe('sends the answer to the client:', () => {
    it('Allow gives the client tokens', async ({ page, consoleMessages }) => {
      await open(page, 'read');
      expect(await page.getByRole('checkbox').count()).toBe(0);
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ token_type: 'bearer', scope: 'read' });
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      expect(consoleMessages).toEqual([]);
    });

    it('Deny gives the client access_denied', async ({ page, consoleMessages }) => {
      await open(page, 'read write');
      await press(page, 'Deny');
      expect(await errorOn(page)).toBe('access_denied');
      expect(consoleMessages).toEqual([]);
    });

    it.for([
      ['Change your profile', 'read'],
      ['Read your profile', 'write'],
    ] as const)('without %s the scope of the tokens is %s', async ([cleared, scope], { page }) => {
      await open(page, 'read write');
      await page.getByRole('checkbox', { name: cleared }).uncheck();
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ scope });
    });

    it('a required scope cannot be cleared, and is granted', async ({ page }) => {
      await openConsentPageFor(page, example.serverUrl, 'notes');
      expect(await page.getByRole('checkbox', { name: 'Read your profile (required)' }).isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: 'Change your profile' }).uncheck();
      const code = await allowAndGetCode(page, 'notes');
      expect(await redeem(example.serverUrl, tokenRequest('notes', code))).toMatchObject({ body: { scope: 'read' } });
    });
  });

  describe('names the publisher and the receiver of the answer:', () => {
    it.for([
      ['notes', 'It is published by notes.example. This site has verified this.', 'You will be sent to notes.example.'],
      [
        'hostile',
        'It says that it is published by hostile.example. This site has not verified this.',
        'You will be sent to hostile.example.',
      ],
      [
        'app',
        'This site has not verified who publishes it.',
        'You will be sent to the app on your device that opens com.example.app: links.',
      ],
    ] as const)('%s', async ([clientId, publisher, destination], { page }) => {
      await openConsentPageFor(page, example.serverUrl, clientId);
      const text = await page.locator('main').innerText();
      expect(text).toContain(publisher);
      expect(text).toContain(destination);
    });

    it('a client on loopback', async ({ page }) => {
      await open(page, 'read');
      const text = await page.locator('main').innerText();
      expect(text).toContain('This site has verified who publishes it.');
      expect(text).toContain(`This app runs on your device (${new URL(example.clientUrl).host}).`);
    });
  });

  describe('is safe from hostile content:', () => {
    it('the name of a client is shown as text, and nothing is loaded from another site', async ({
      page,
      consoleMessages,
    }) => {
      const origins = new Set<string>();
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      await openConsentPageFor(page, example.serverUrl, 'hostile');
      expect(await page.getByRole('heading').innerText()).toBe(
        `Allow </h1><img src=x onerror="document.title='ran'"><script>document.title='ran'</script> \uFFFDtxet to use your account?`,
      );
      expect(await page.title()).toMatch(/^Allow <\/h1><img .* \uFFFDtxet\?$/);
      expect(await page.locator('img').count()).toBe(0);
      expect([...origins]).toEqual([example.serverUrl]);
      expect(consoleMessages).toEqual([]);
    });

    it('an injected script does not run', async ({ page, consoleMessages }) => {
      await open(page, 'read');
      await injectScript(page);
      expect(await page.title()).toBe('Allow Demo client?');
      expect(consoleMessages.join()).toContain('Content Security Policy');
    });
  });

  describe('shows an error:', () => {
    it('for a token that was changed', async ({ page }) => {
      await open(page, 'read');
      await page.goto(page.url().replace(/.{6}$/, 'AAAAAA'));
      expect(await alertOn(page)).toMatch(/^This request is not valid\. .*\s+consent_token_invalid$/);
      await expectNoForm(page);
    });

    it.for(['', '?consent_token=', '?consent_token=..', '?consent_token=%2F%3F%23', '?consent_token=%3Cb%3E'])(
      'for the URL /consent%s',
      async (query, { page }) => {
        await page.goto(`${example.serverUrl}/consent${query}`);
        expect(await alertOn(page)).toMatch(/[Gg]o back to the app and start again\./);
        await expectNoForm(page);
      },
    );

    it('for a consent request that was answered before', async ({ page }) => {
      await open(page, 'read');
      const url = page.url();
      await press(page, 'Deny');
      await errorOn(page);
      await page.goto(url);
      await press(page, 'Allow');
      expect(await alertOn(page)).toMatch(
        /^You already made a different decision on this request\..*\s+consent_token_spent$/,
      );
      await expectNoForm(page);
      expect(page.url()).toBe(url);
    });

    it('for a consent request of another user', async ({ page, newPage }) => {
      await open(page, 'read');
      const otherPage = await newPage();
      await openConsentPage(otherPage, example.clientUrl, 'read', 'alice');
      await otherPage.goto(page.url());
      await otherPage.getByRole('alert').getByText('This request was for another account').waitFor();
      await expectNoForm(otherPage);
    });

    it('for a user whose session has ended', async ({ page, newPage }) => {
      await open(page, 'read');
      const otherPage = await newPage();
      await otherPage.goto(page.url());
      await otherPage.getByRole('alert').getByText('You are no longer signed in.').waitFor();
      await expectNoForm(otherPage);
    });

    it('for an answer that did not reach the server, which the user can send again', async ({ page }) => {
      await open(page, 'read');
      await page.route('**/oauth/grants', (route) => route.abort(), { times: 1 });
      await press(page, 'Allow');
      expect(await alertOn(page)).toContain('The server did not respond as expected.');
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    });
  });

  it('disables its buttons while it sends an answer', async ({ page }) => {
    await open(page, 'read');
    let disabled = 0;
    await page.route('**/oauth/grants', async (route) => {
      await page.getByRole('status').waitFor();
      disabled = await page.locator('button:disabled').count();
      await route.continue();
    });
    await press(page, 'Allow');
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    expect(disabled).toBe(2);
  });

  it('asks the user to turn scripts on', async ({ newPage }) => {
    const page = await newPage({ javaScriptEnabled: false });
    await startDemoClient(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await page.locator('noscript p').waitFor();
    expect(await page.locator('noscript p').innerText()).toContain('scripts are turned off in this browser');
    await expectNoForm(page);
  });
});
