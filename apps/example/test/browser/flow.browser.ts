import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../start-example.ts';
import { launchChromium } from './chromium.ts';
import { newPerson, question, reachQuestion, signIn, startAt, tokensOn } from './person.ts';

let example: Example;
let browser: Browser;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  ({ page, complaints } = await newPerson(browser));
});

describe.each(['fastify', 'node', 'fetch'])('Served by %s:', (ADAPTER) => {
  beforeAll(async () => {
    example = await startExample({ ADAPTER });
  });
  afterAll(() => example.stop());

  describe('In Chromium, between two origins', () => {
    it('somebody signs in and allows, and the client shows the tokens that it got', async () => {
      await reachQuestion(page, example.clientUrl, 'read');
      expect(new URL(page.url()).origin).toBe(example.serverUrl);
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('heading', { name: 'It worked' }).waitFor();
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      expect(await tokensOn(page)).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'read' });
      const me: unknown = JSON.parse(await page.locator('#me').innerText());
      expect(me).toEqual({ sub: 'user-1', client_id: 'demo-client', scope: 'read' });
      expect(complaints).toEqual([]);
    });

    it('somebody denies, and the client shows access_denied', async () => {
      await startAt(page, example.clientUrl, 'read');
      await signIn(page, 'alice');
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('heading', { name: 'The answer was no' }).waitFor();
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      expect(await page.locator('#error').innerText()).toBe('access_denied');
      expect(complaints).toEqual([]);
    });

    it('a wrong password is told on the page, and the way back is not lost', async () => {
      await startAt(page, example.clientUrl, 'read');
      await page.getByLabel('User name').fill('alice');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('do not belong together');
      await signIn(page, 'alice');
      await question(page);
    });
  });

  describe('The consent page keeps its strict policy:', () => {
    it('nothing is loaded, nothing frames it, and its form leads to the server and to the client alone (R73, R100)', async () => {
      const policies: string[] = [];
      page.on('response', (response) => policies.push(response.headers()['content-security-policy'] ?? ''));
      await startAt(page, example.clientUrl, 'read');
      await signIn(page, 'alice');
      await question(page);
      expect(policies.at(-1)).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action /);
      expect(policies.at(-1)).toContain(`form-action 'self' ${example.clientUrl};`);
      expect(policies.at(-1)).toMatch(/; frame-ancestors 'none'; base-uri 'none'$/);
      expect(complaints).toEqual([]);
    });

    it('a script that got into it would not run', async () => {
      await startAt(page, example.clientUrl, 'read');
      await signIn(page, 'alice');
      await page.getByRole('button', { name: 'Allow' }).waitFor();
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "ran"';
        document.body.append(script);
      });
      expect(await page.title()).toBe('Allow Demo client?');
      expect(complaints.join()).toContain('Content Security Policy');
    });

    it('another page can not show it in a frame (R99)', async () => {
      const complained = page.waitForEvent('console', (message) => message.text().includes('frame'));
      await page.setContent(`<iframe src="${example.serverUrl}/oauth/authorize"></iframe>`);
      await complained;
      expect(complaints.join()).toMatch(/frame-ancestors 'none'|X-Frame-Options/);
      expect(page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
    });
  });
});
