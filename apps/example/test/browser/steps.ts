import type { Page } from 'playwright-core';
import { authorizationUrl, redirectUriOf } from '../registered-client.ts';

type Scope = 'read' | 'read write';

/** Opens the demo client and presses Start. */
export const startDemoClient = async (page: Page, clientUrl: string, scope: Scope): Promise<void> => {
  await page.goto(clientUrl);
  if (scope === 'read write') await page.getByLabel('Also ask to change your profile').check();
  await page.getByRole('button', { name: 'Start' }).click();
};

/** Fills in the sign-in page and submits it. */
export const signIn = async (page: Page, user: 'demo' | 'alice', password: string = user): Promise<void> => {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Waits for the consent page of the client with this name. */
export const waitForConsentPage = (page: Page, clientName = 'Demo client'): Promise<void> =>
  page.getByRole('heading', { name: `Allow ${clientName} to use your account?` }).waitFor();

/** Goes from the demo client through sign-in to the consent page. */
export const openConsentPage = async (
  page: Page,
  clientUrl: string,
  scope: Scope,
  user: 'demo' | 'alice' = 'demo',
): Promise<void> => {
  await startDemoClient(page, clientUrl, scope);
  await signIn(page, user);
  await waitForConsentPage(page);
};

/** Goes from the authorization request of a registered client through sign-in to the consent page. */
export const openConsentPageFor = async (page: Page, serverUrl: string, clientId: string): Promise<void> => {
  await page.goto(authorizationUrl(serverUrl, clientId, { scope: 'read write' }));
  await signIn(page, 'demo');
  await page.getByRole('button', { name: 'Allow' }).waitFor();
};

/** Presses a button of the consent page. */
export const press = (page: Page, name: 'Allow' | 'Deny' | 'Use another account'): Promise<void> =>
  page.getByRole('button', { name }).click();

/** Presses Allow and returns the code that the browser takes to the registered client. */
export const allowAndGetCode = async (page: Page, clientId: string): Promise<string> => {
  const [request] = await Promise.all([
    page.waitForRequest((request) => request.url().startsWith(`${redirectUriOf(clientId)}?`)),
    press(page, 'Allow'),
  ]);
  return new URL(request.url()).searchParams.get('code') ?? '';
};

/** The token response that the demo client shows. */
export const tokensOn = async (page: Page): Promise<unknown> => {
  await page.getByRole('heading', { name: 'It worked' }).waitFor();
  return JSON.parse(await page.locator('#tokens').innerText());
};

/** The error code that the demo client shows. */
export const errorOn = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { name: 'Access not granted' }).waitFor();
  return page.locator('#error').innerText();
};

/** Adds an inline script to the page that changes the title, as an injected script would. */
export const injectScript = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
  });
