import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../start-example.ts';
import { launchChromium } from './chromium.ts';
import { newPerson, type Person, question, reachQuestion, signIn, startAt, tokensOn } from './person.ts';
import { authorizationUrl, clientsFile, codeFor, redeem } from './registered-client.ts';

let browser: Browser;
let example: Example;
let person: Person;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  person = await newPerson(browser);
  ({ page } = person);
});

const reach = (asked: 'read' | 'read write'): Promise<void> => reachQuestion(page, example.clientUrl, asked);

const read = (): ReturnType<Page['getByRole']> => page.getByRole('checkbox', { name: 'Read your profile' });
const write = (): ReturnType<Page['getByRole']> => page.getByRole('checkbox', { name: 'Change your profile' });

describe.each(['fastify', 'node', 'fetch'])('Served by %s, the question', (ADAPTER) => {
  describe('is answered in part:', () => {
    beforeAll(async () => {
      example = await startExample({ ADAPTER, REMEMBER_CONSENT: '0', CLIENTS: clientsFile });
    });
    afterAll(() => example.stop());

    it.each([
      ['Change your profile', 'read'],
      ['Read your profile', 'write'],
    ])('without %s the tokens are for %s alone', async (leftOut, scope) => {
      await reach('read write');
      await page.getByRole('checkbox', { name: leftOut }).uncheck();
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await tokensOn(page)).toMatchObject({ scope });
      expect(person.complaints).toEqual([]);
    });

    it('with no scope left, Allow is a no', async () => {
      await reach('read write');
      await read().uncheck();
      await write().uncheck();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('heading', { name: 'The answer was no' }).waitFor();
      expect(await page.locator('#error').innerText()).toBe('access_denied');
    });

    it('Deny is a no, whatever is checked', async () => {
      await reach('read write');
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('heading', { name: 'The answer was no' }).waitFor();
      expect(person.complaints).toEqual([]);
    });

    it('one scope alone has no box', async () => {
      await reach('read');
      expect(await page.getByRole('checkbox').count()).toBe(0);
    });

    it('the box of a required scope is locked, and its scope is granted', async () => {
      await page.goto(authorizationUrl(example.serverUrl, 'notes'));
      await signIn(page, 'demo');
      await question(page, 'Notes');
      expect(await read().isChecked()).toBe(true);
      expect(await read().isDisabled()).toBe(true);
      expect(await page.getByRole('listitem').first().innerText()).toContain('(required)');
      await write().uncheck();
      const [code] = await Promise.all([codeFor(page, 'notes'), page.getByRole('button', { name: 'Allow' }).click()]);
      expect(await redeem(example.serverUrl, 'notes', code)).toMatchObject({ scope: 'read' });
    });
  });

  describe('is not put again:', () => {
    beforeAll(async () => {
      example = await startExample({ ADAPTER });
    });
    afterAll(() => example.stop());

    it('what was allowed is granted unasked, and a wider request asks for what is new', async () => {
      await reach('read');
      await page.getByRole('button', { name: 'Allow' }).click();
      await tokensOn(page);

      await startAt(page, example.clientUrl, 'read');
      expect(await tokensOn(page)).toMatchObject({ scope: 'read' });

      await startAt(page, example.clientUrl, 'read write');
      await question(page);
      expect(await page.locator('main').innerText()).toContain('In addition to what you allowed before, this app asks to:');
      expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^Change your profile\n/),
      ]);
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await tokensOn(page)).toMatchObject({ scope: 'read write' });
      expect(person.complaints).toEqual([]);
    });
  });
});
