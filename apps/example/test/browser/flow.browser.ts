import { describe, expect } from 'vitest';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { it } from './fixtures.ts';
import {
  errorOn,
  injectScript,
  openConsentPage,
  press,
  signIn,
  startDemoClient,
  tokensOn,
  waitForConsentPage,
} from './steps.ts';

describe.each(adapters)('Served by %s:', (ADAPTER) => {
  const example = useExample({ ADAPTER });

  describe('In Chromium, between two origins', () => {
    it('the user signs in and allows, and the client shows its tokens', async ({ page, consoleMessages }) => {
      await openConsentPage(page, example.clientUrl, 'read');
      expect(new URL(page.url()).origin).toBe(example.serverUrl);
      await press(page, 'Allow');
      expect(await tokensOn(page)).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'read' });
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      const me: unknown = JSON.parse(await page.locator('#me').innerText());
      expect(me).toEqual({ sub: 'user-1', client_id: 'demo-client', scope: 'read' });
      expect(consoleMessages).toEqual([]);
    });

    it('the user denies, and the client shows access_denied', async ({ page, consoleMessages }) => {
      await openConsentPage(page, example.clientUrl, 'read', 'alice');
      await press(page, 'Deny');
      expect(await errorOn(page)).toBe('access_denied');
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      expect(consoleMessages).toEqual([]);
    });

    it('a wrong password shows an error, and the next sign-in continues the flow', async ({ page }) => {
      await startDemoClient(page, example.clientUrl, 'read');
      await signIn(page, 'alice', 'wrong');
      expect(await page.getByRole('alert').innerText()).toContain('The user name or password is incorrect.');
      await signIn(page, 'alice');
      await waitForConsentPage(page);
    });
  });

  describe('The consent page has a strict content security policy:', () => {
    it('it loads nothing, no page can frame it, and its form leads only to the server (R73, R100)', async ({
      page,
      consoleMessages,
    }) => {
      const policies: string[] = [];
      page.on('response', (response) => policies.push(response.headers()['content-security-policy'] ?? ''));
      await openConsentPage(page, example.clientUrl, 'read', 'alice');
      expect(policies.at(-1)).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action /);
      expect(policies.at(-1)).toContain("; form-action 'self';");
      expect(policies.at(-1)).toMatch(/; frame-ancestors 'none'; base-uri 'none'$/);
      expect(consoleMessages).toEqual([]);
    });

    it('an injected script does not run', async ({ page, consoleMessages }) => {
      await openConsentPage(page, example.clientUrl, 'read', 'alice');
      await injectScript(page);
      expect(await page.title()).toBe('Allow Demo client?');
      expect(consoleMessages.join()).toContain('Content Security Policy');
    });

    it('another page cannot show the consent page in a frame (R99)', async ({ page, consoleMessages }) => {
      const blocked = page.waitForEvent('console', (message) => message.text().includes('frame'));
      await page.setContent(`<iframe src="${example.serverUrl}/oauth/authorize"></iframe>`);
      await blocked;
      expect(consoleMessages.join()).toMatch(/frame-ancestors 'none'|X-Frame-Options/);
      expect(page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
    });
  });
});
