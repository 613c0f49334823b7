import { describe, expect, it } from 'vitest';
import { type BrowserSession, browserSession } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { consentTokenOn } from './consent-token-on.ts';
import { blocksOf, linesOf, snippet, startAndRead } from './documents.ts';

interface ConsentPage {
  readonly browser: BrowserSession;
  readonly html: string;
}

/** Opens the URL that the server prints, and signs in on the way to the consent page. */
const openPrintedUrl = async (): Promise<ConsentPage> => {
  const url = /^Open (http:\S+)$/.exec(await startAndRead('first-server.ts'))?.[1] ?? '';
  const browser = browserSession(new URL(url).origin);
  const signInUrl = locationOf(await browser.get(url));
  expect(signInUrl).toMatch(/^\/sign-in\?return_to=/);
  expect(await (await browser.get(signInUrl)).text()).toContain('<form method="post">');
  expect((await browser.post(signInUrl, { name: 'ada', password: 'byron' })).status).toBe(401);
  expect((await browser.post(signInUrl, { name: 'nobody' })).status).toBe(401);
  const signedIn = await browser.post(signInUrl, { name: 'ada', password: 'lovelace' });
  expect(signedIn.status).toBe(303);
  const consentPage = await browser.get(locationOf(signedIn));
  expect(consentPage.status).toBe(200);
  return { browser, html: await consentPage.text() };
};

/** Presses a button of the consent page, and follows the redirect to the client. */
const answer = async ({ browser, html }: ConsentPage, decision: 'allow' | 'deny'): Promise<string> => {
  const consent_token = consentTokenOn(html);
  const answered = await browser.post('/oauth/consent', { consent_token, decision });
  return (await browser.get(locationOf(answered))).text();
};

describe('The first server of the README', () => {
  it('is the first TypeScript block, and has 80 lines at most.', () => {
    expect(blocksOf('README.md')[0]).toBe(snippet('first-server.ts'));
    expect(linesOf('first-server.ts').length).toBeLessThanOrEqual(80);
  });

  it('leads from the URL that it prints through sign-in and consent to tokens.', async () => {
    const page = await openPrintedUrl();
    expect(page.html).toContain('Demo client');
    expect(page.html).toContain('Read your messages');
    const shown = await answer(page, 'allow');
    expect(shown).toContain('<h1>Tokens</h1>');
    expect(shown).toMatch(/&quot;access_token&quot;:&quot;[\w-]{43}&quot;/);
    expect(shown).toContain('&quot;scope&quot;:&quot;read&quot;');
  });

  it('shows what the client is told when the user denies.', async () => {
    const shown = await answer(await openPrintedUrl(), 'deny');
    expect(shown).toContain('<h1>No code</h1>');
  });

  it('does not follow return_to to another host.', async () => {
    const url = /^Open (http:\S+)$/.exec(await startAndRead('first-server.ts'))?.[1] ?? '';
    const browser = browserSession(new URL(url).origin);
    const form = { name: 'ada', password: 'lovelace' };
    const signedIn = await browser.post('/sign-in?return_to=https%3A%2F%2Fevil.example', form);
    expect(locationOf(signedIn)).toBe('/');
    expect((await browser.get('/')).status).toBe(404);
  });
});
