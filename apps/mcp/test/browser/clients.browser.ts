import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { it } from '../../../example/test/browser/fixtures.ts';
import { listen } from '../../src/listen.ts';
import { type ClientSettings, sdkClients } from '../sdk-clients.ts';
import { documentUrl, startApp } from '../start-app.ts';

/** Listens where the browser comes back to the client. */
const startCallback = async () => {
  const server = await listen(0);
  onTestFinished(server.close);
  server.serve((_request, response) => void response.end('You can close this page.'));
  return `${server.url}/callback`;
};

/** Signs in as Ada if asked, and allows what the client asks for. */
const personAt =
  (page: Page) =>
  async (url: URL): Promise<URL> => {
    await page.goto(url.href);
    const ada = page.getByRole('button', { name: 'ada' });
    if (await ada.isVisible()) await ada.click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL((at) => at.pathname === '/callback');
    return new URL(page.url());
  };

const said = (text: string) => ({ content: [{ type: 'text', text }] });

describe.each(sdkClients)('The client of %s', (name, start) => {
  const connect = async (page: Page, settings: Partial<ClientSettings> = {}) => {
    const redirectUrl = await startCallback();
    const app = await startApp(redirectUrl);
    const resource = `${app.url}/mcp`;
    return {
      app,
      ...start({ resource, redirectUrl, person: personAt(page), clientId: 'mcp-client', ...settings }),
    };
  };

  it('finds the authorization server, asks the user, and calls a tool (R345).', async ({ page }) => {
    const { app, call, sentTo } = await connect(page);
    expect(await call('list_notes')).toMatchObject(said('You have no notes.'));
    expect(sentTo.map(({ searchParams }) => searchParams.get('scope'))).toEqual(['notes:read']);
    expect(sentTo[0]?.searchParams.get('resource')).toBe(`${app.url}/mcp`);
  });

  it('needs no operator if it has a client metadata document (R345).', async ({ page }) => {
    const { call, sentTo } = await connect(page, { clientId: undefined, clientMetadataUrl: documentUrl });
    expect(await call('list_notes')).toMatchObject(said('You have no notes.'));
    expect(sentTo[0]?.searchParams.get('client_id')).toBe(documentUrl);
  });

  it('needs no operator if it registers itself (R345).', async ({ page }) => {
    const { call, sentTo } = await connect(page, { clientId: undefined });
    expect(await call('list_notes')).toMatchObject(said('You have no notes.'));
    expect(sentTo[0]?.searchParams.get('client_id')).toMatch(/^[\w.~-]{40,}$/);
  });

  it('refreshes its access token without the user (R345).', async ({ page }) => {
    const { app, call, sentTo, tokens } = await connect(page);
    await call('list_notes');
    const first = tokens()?.access_token;
    app.pass(3700);
    expect(await call('list_notes')).toMatchObject(said('You have no notes.'));
    expect(tokens()?.access_token).not.toBe(first);
    expect(sentTo).toHaveLength(1);
  });

  it('asks the user for the scope of a further tool (R346).', async ({ page }) => {
    // With a refresh token, a client of SDK 1.x refreshes instead of asking: see the next test.
    const { call, sentTo, tokens } = await connect(page, { keepsRefreshToken: name === 'SDK 2.x' });
    await call('list_notes');
    expect(await call('add_note', { note: 'Buy milk.' })).toMatchObject(said('Added.'));
    expect(tokens()?.scope?.split(' ').toSorted()).toEqual(['notes:read', 'notes:write']);
    expect(sentTo).toHaveLength(2);
    expect(await call('list_notes')).toMatchObject(said('Buy milk.'));
  });

  it('asks the user for the scope of a further tool even if it has a refresh token, in SDK 2.x only.', async ({
    page,
  }) => {
    const { call, sentTo } = await connect(page);
    await call('list_notes');
    const added = call('add_note', { note: 'Buy milk.' });
    // SDK 1.x refreshes, and gets the same scope.
    if (name === 'SDK 1.x') await expect(added).rejects.toThrow('Server returned 403 after trying upscoping');
    else expect(await added).toMatchObject(said('Added.'));
    expect(sentTo).toHaveLength(name === 'SDK 1.x' ? 1 : 2);
  });
});
