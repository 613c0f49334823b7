import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { adapters } from '../start-example.ts';
import { useExample } from '../use-example.ts';
import { it } from './fixtures.ts';

const headers = {
  authorization: `Basic ${btoa('nobody:secret')}`,
  'x-requested-with': 'test',
  traceparent: '00-0-0-00',
};

/** What a page sees of a request: the status, or the name of the error that `fetch` rejects with. */
const seenBy = (page: Page, url: string, init: object): Promise<number | string> =>
  page.evaluate(
    ([target, options]) =>
      fetch(target, options).then(
        ({ status }) => status,
        (error: Error) => error.name,
      ),
    [url, init] as const,
  );

describe.each(adapters)('Served by %s:', (ADAPTER) => {
  const example = useExample({ ADAPTER });

  /** The pages of the demo client forbid all requests. A client in a page has no such policy. */
  const openPage = async (newPage: (options: { bypassCSP: boolean }) => Promise<Page>): Promise<Page> => {
    const page = await newPage({ bypassCSP: true });
    await page.goto(example.clientUrl);
    return page;
  };

  describe.each(['omit', 'include'])('A page of another origin, with credentials: %j,', (credentials) => {
    it('reads the metadata and the token response, whatever headers it sends', async ({ newPage }) => {
      const page = await openPage(newPage);
      const { serverUrl } = example;
      const metadata = `${serverUrl}/.well-known/oauth-authorization-server`;
      expect(await seenBy(page, metadata, { credentials, headers })).toBe(200);
      // Without a Basic header, no challenge is in the way.
      const token = {
        method: 'POST',
        credentials,
        body: 'grant_type=authorization_code&client_id=nobody&client_secret=x',
      };
      const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-requested-with': 'test' };
      expect(await seenBy(page, `${serverUrl}/oauth/token`, { ...token, headers: form })).toBe(401);
    });

    it.for(['openid-configuration', 'oauth-protected-resource/mcp', 'oauth-authorization-server/a'])(
      'sees a 404, and no network error, where it looks for %s',
      async (name, { newPage }) => {
        const page = await openPage(newPage);
        const url = `${example.serverUrl}/.well-known/${name}`;
        const init = { credentials, headers: { 'mcp-protocol-version': '2025-11-25' } };
        expect(await seenBy(page, url, init)).toBe(404);
      },
    );

    it('cannot read anything else', async ({ newPage }) => {
      const page = await openPage(newPage);
      for (const path of ['/oauth/authorize', '/sign-in', '/.well-known/security.txt', '/nowhere'])
        expect(await seenBy(page, example.serverUrl + path, { credentials })).toBe('TypeError');
    });
  });
});
