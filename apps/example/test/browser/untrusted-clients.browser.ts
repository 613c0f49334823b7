import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { authorizationUrl } from '../registered-client.ts';
import { adapters, type ExampleSettings } from '../start-example.ts';
import { exampleForTest } from '../use-example.ts';
import { type ClientServer, startShowingClient } from './client-server.ts';
import { it } from './fixtures.ts';
import { press, signIn } from './steps.ts';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';

/** A client that registered itself, and the example that knows it. */
interface Registered {
  readonly client: ClientServer;
  readonly url: (changes?: Readonly<Record<string, string>>) => string;
}

const register = async (settings: ExampleSettings): Promise<Registered> => {
  const folder = temporaryFolder(onTestFinished);
  const client = await startShowingClient();
  const CLIENTS = join(folder, 'clients.json');
  const registration = { client_name: 'Acme Bank', origin: 'self', redirect_uris: [client.redirectUri] };
  writeFileSync(CLIENTS, JSON.stringify([{ client_id: 'stranger', ...registration }]));
  const { serverUrl } = await exampleForTest({ ...settings, CLIENTS });
  return {
    client,
    url: (changes = {}) => authorizationUrl(serverUrl, 'stranger', { redirect_uri: client.redirectUri, ...changes }),
  };
};

const backAtClient = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Back at the client' }).waitFor();

describe.each(adapters)('Served by %s, the browser of a user', (ADAPTER) => {
  it('stays on the page of an error of a client that registered itself, until the user follows the link (R294, R296).', async ({
    page,
    consoleMessages,
  }) => {
    const { client, url } = await register({ ADAPTER });
    await page.goto(url({ scope: 'unknown' }));
    await page.getByRole('heading', { name: 'This request could not be completed' }).waitFor();
    expect(client.codes).toEqual([]);
    await page.getByRole('link', { name: `Back to ${new URL(client.origin).host}` }).click();
    await backAtClient(page);
    expect(new URL(page.url()).searchParams.get('error')).toBe('invalid_scope');
    // Chromium writes the status 400 of the page itself to the console.
    expect(consoleMessages.join()).not.toContain('Content Security Policy');
  });

  it('stays on the page of a denial, and goes on with a code after consent (R294, R303).', async ({
    page,
    consoleMessages,
  }) => {
    const { client, url } = await register({ ADAPTER });
    await page.goto(url({ scope: 'read' }));
    await signIn(page, 'demo');
    await page.getByRole('heading', { name: 'Allow an app that registered itself to use your account?' }).waitFor();
    await press(page, 'Deny');
    await page.getByRole('heading', { name: 'You did not allow this app' }).waitFor();
    expect(client.codes).toEqual([]);

    await page.goto(url({ scope: 'read' }));
    await press(page, 'Allow');
    await backAtClient(page);
    expect(client.codes).toHaveLength(1);
    expect(client.codes).not.toContain('');
    expect(consoleMessages).toEqual([]);
  });
});

describe('The consent page of the example, hosted beside the server,', () => {
  it('shows a link after a denial of a client that registered itself, and goes on with a code (R297, R305).', async ({
    page,
    consoleMessages,
  }) => {
    const { client, url } = await register({ CONSENT: 'hosted' });
    await page.goto(url({ scope: 'read' }));
    await signIn(page, 'demo');
    await page.getByRole('heading', { name: 'Allow an app that registered itself to use your account?' }).waitFor();
    await page.getByText('which was not checked: Acme Bank').waitFor();
    await press(page, 'Deny');
    await page.getByRole('heading', { name: 'You did not allow this app' }).waitFor();
    expect(client.codes).toEqual([]);
    await page.getByRole('link', { name: `Back to ${new URL(client.origin).host}` }).click();
    await backAtClient(page);
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');

    await page.goto(url({ scope: 'read' }));
    await press(page, 'Allow');
    await backAtClient(page);
    expect(new URL(page.url()).searchParams.get('code')).not.toBeNull();
    expect(consoleMessages).toEqual([]);
  });
});
