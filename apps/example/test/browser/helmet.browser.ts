import type { RequestListener } from 'node:http';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { listen as bind } from '../../src/listen.ts';
import { authorizationUrl } from '../registered-client.ts';
import { type ClientServer, startClient } from './client-server.ts';
import { it } from './fixtures.ts';
import { expressApp, fastifyApp, type HelmetSettings, signInApp } from './helmet-apps.ts';
import { press, waitForConsentPage } from './steps.ts';

type CreateApp = (settings: HelmetSettings) => RequestListener | Promise<RequestListener>;

/** Starts an app for one test. Returns its origin, which is its issuer too. */
const serve = async (create: (origin: string) => RequestListener | Promise<RequestListener>): Promise<string> => {
  const server = await bind('PORT', 0, '127.0.0.1');
  onTestFinished(() => server.drain());
  server.serve(await create(server.url));
  return server.url;
};

/** A client that opens the authorization request in a popup, and waits for a message from there. */
const startPopupClient = (): Promise<ClientServer> =>
  startClient((request, response) => {
    const script = request.url?.startsWith('/callback')
      ? 'opener.postMessage("arrived", "*")'
      : 'addEventListener("message", ({ data }) => { document.title = data })';
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><script>${script}</script>`);
  });

const signIn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign in' }).click();

describe.each<readonly [string, CreateApp]>([
  ['Express with helmet', expressApp],
  ['Fastify with @fastify/helmet', fastifyApp],
])('In %s,', (_name, create) => {
  const startFor = (redirectUri: string): Promise<string> => serve((issuer) => create({ issuer, redirectUri }));

  it('the pages and redirects of the authorization server keep their own headers.', async () => {
    const redirectUri = 'http://127.0.0.1:9/callback';
    const request = authorizationUrl(await startFor(redirectUri), 'web', { redirect_uri: redirectUri });
    const signingIn = await fetch(request, { redirect: 'manual' });
    const consent = await fetch(request, { headers: { cookie: 'session=1' } });
    for (const { headers } of [signingIn, consent])
      expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
    expect(consent.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*form-action 'self'/);
    expect(consent.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('a user who has already consented arrives at the client from a sign-in page with form-action self.', async ({
    page,
    consoleMessages,
  }) => {
    const client = await startPopupClient();
    const request = authorizationUrl(await startFor(client.redirectUri), 'web', { redirect_uri: client.redirectUri });
    const response = await page.goto(request);
    expect(response?.headers()['content-security-policy']).toContain("form-action 'self'");
    await signIn(page);
    await waitForConsentPage(page, 'Web');
    await press(page, 'Allow');
    await page.waitForURL((to) => to.origin === client.origin);

    await page.context().clearCookies();
    await page.goto(request);
    await signIn(page);
    await expect.poll(() => client.codes).toHaveLength(2);
    expect(consoleMessages.join()).not.toContain('Content Security Policy');
  });

  it('a popup keeps its opener through sign-in and consent.', async ({ page }) => {
    const client = await startPopupClient();
    const origin = client.origin.replace('127.0.0.1', 'localhost');
    const redirectUri = `${origin}/callback`;
    const request = authorizationUrl(await startFor(redirectUri), 'web', { redirect_uri: redirectUri });
    await page.goto(origin);
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate((url) => void window.open(url, 'sign-in', 'popup'), request),
    ]);
    await signIn(popup);
    await waitForConsentPage(popup, 'Web');
    await press(popup, 'Allow');
    await expect.poll(() => page.title()).toBe('arrived');
  });
});

it('A sign-in page on another origin leads to the client, and a popup keeps its opener.', async ({ page }) => {
  const client = await startPopupClient();
  const redirectUri = client.redirectUri;
  let signInUrl = '';
  const issuer = await serve(async (origin) => {
    signInUrl = `${await serve(() => signInApp(origin))}/sign-in`;
    return expressApp({ issuer: origin, redirectUri, signInUrl });
  });
  await page.goto(client.origin);
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(
      (url) => void window.open(url, 'sign-in', 'popup'),
      authorizationUrl(issuer, 'web', { redirect_uri: redirectUri }),
    ),
  ]);
  await signIn(popup);
  await waitForConsentPage(popup, 'Web');
  await press(popup, 'Allow');
  await expect.poll(() => page.title()).toBe('arrived');
});
