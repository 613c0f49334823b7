import { describe, expect } from 'vitest';
import { authorizationUrl } from '../registered-client.ts';
import { adapters } from '../start-example.ts';
import { type App, startApp } from './app-in-process.ts';
import { startClient } from './client-server.ts';
import { it } from './fixtures.ts';
import { openConsentPage, press, tokensOn } from './steps.ts';

const grantedIn = ({ events }: App): number => events.filter(({ kind }) => kind === 'granted').length;

const rulesIn = ({ events }: App): readonly string[] =>
  events.flatMap((event) => (event.kind === 'refused' ? [event.rule] : []));

describe.each(adapters)('Served by %s, no code is issued', (ADAPTER) => {
  it.for([
    ['a link is prefetched', 'not-prefetched', (url: string) => `<link rel="prefetch" href="${url}">`],
    [
      'a speculation rule prefetches',
      'not-prefetched',
      (url: string) =>
        `<script type="speculationrules">${JSON.stringify({ prefetch: [{ urls: [url], eagerness: 'immediate' }] })}</script>`,
    ],
    [
      'a speculation rule prerenders',
      'not-prefetched',
      (url: string) =>
        `<script type="speculationrules">${JSON.stringify({ prerender: [{ urls: [url], eagerness: 'immediate' }] })}</script>`,
    ],
    [
      'a page sends HEAD',
      'method-served',
      (url: string) =>
        `<script>fetch(${JSON.stringify(url)}, { method: 'HEAD', mode: 'no-cors', credentials: 'include' })</script>`,
    ],
  ] as const)('if %s, and the link works afterwards', async ([, rule, markup], { page }) => {
    const app = await startApp(ADAPTER);
    await openConsentPage(page, app.clientUrl, 'read');
    await press(page, 'Allow');
    await tokensOn(page);
    // From now on, the consent is remembered: a request is answered with a code at once.
    expect(grantedIn(app)).toBe(1);

    const url = authorizationUrl(app.serverUrl, 'demo-client', {
      redirect_uri: `${app.clientUrl}/callback`,
      scope: 'read',
    });
    const site = await startClient((_request, response) => {
      const link = `<a href="${url.replaceAll('&', '&amp;')}">Connect</a>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${link}${markup(url)}`);
    });
    await page.goto(site.origin);
    await expect.poll(() => rulesIn(app), { timeout: 10_000 }).toContain(rule);
    expect(grantedIn(app)).toBe(1);

    await page.getByRole('link', { name: 'Connect' }).click();
    await page.waitForURL((to) => to.href.startsWith(`${app.clientUrl}/callback?code=`));
    expect(grantedIn(app)).toBe(2);
  });
});
