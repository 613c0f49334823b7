import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../start-example.ts';
import { launchChromium } from './chromium.ts';
import { newPerson, type Person, reachQuestion, signIn, startAt, tokensOn } from './person.ts';
import { authorizationUrl, clientsFile, codeFor, redeem, type RegisteredClient } from './registered-client.ts';

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

/** To the demo client’s question, on the app’s own page. */
const reach = async (asked: 'read' | 'read write'): Promise<void> => {
  await reachQuestion(page, example.clientUrl, asked);
  expect(page.url()).toMatch(`${example.serverUrl}/consent?consent_token=`);
};

/** The question of a client of which only the redirect URI exists. */
const reachQuestionOf = async (client: RegisteredClient): Promise<void> => {
  await page.goto(authorizationUrl(example.serverUrl, client));
  await signIn(page, 'demo');
  await page.getByRole('button', { name: 'Allow' }).waitFor();
};

const problem = async (): Promise<string> => {
  await page.getByRole('alert').locator('p').first().waitFor();
  return page.getByRole('alert').innerText();
};

const nothingIsAsked = async (): Promise<void> => {
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.getByRole('checkbox').count()).toBe(0);
  expect(await page.getByRole('listitem').count()).toBe(0);
};

describe.each(['fastify', 'node', 'fetch'])('Served by %s, a consent page of the operator’s own', (ADAPTER) => {
  beforeAll(async () => {
    example = await startExample({ ADAPTER, CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS: clientsFile });
  });
  afterAll(() => example.stop());

  describe('takes the answer to the client:', () => {
    it('Allow brings tokens', async () => {
      await reach('read');
      expect(await page.getByRole('checkbox').count()).toBe(0);
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await tokensOn(page)).toMatchObject({ token_type: 'bearer', scope: 'read' });
      expect(new URL(page.url()).origin).toBe(example.clientUrl);
      expect(person.complaints).toEqual([]);
    });

    it('Deny brings access_denied', async () => {
      await reach('read write');
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('heading', { name: 'The answer was no' }).waitFor();
      expect(await page.locator('#error').innerText()).toBe('access_denied');
      expect(person.complaints).toEqual([]);
    });

    it.each([
      ['Change your profile', 'read'],
      ['Read your profile', 'write'],
    ])('without %s the tokens are for %s alone', async (leftOut, scope) => {
      await reach('read write');
      await page.getByRole('checkbox', { name: leftOut }).uncheck();
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await tokensOn(page)).toMatchObject({ scope });
    });

    it('a required scope is locked, and granted', async () => {
      await reachQuestionOf('notes');
      expect(await page.getByRole('checkbox', { name: 'Read your profile (required)' }).isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: 'Change your profile' }).uncheck();
      const [code] = await Promise.all([codeFor(page, 'notes'), page.getByRole('button', { name: 'Allow' }).click()]);
      expect(await redeem(example.serverUrl, 'notes', code)).toMatchObject({ scope: 'read' });
    });
  });

  describe('tells who asks, and where the answer goes:', () => {
    it.each<[RegisteredClient, string, string]>([
      [
        'notes',
        'It is published by notes.example, which this site has verified.',
        'You will be sent to notes.example.',
      ],
      [
        'hostile',
        'It says that it is published by hostile.example. This site has not verified that.',
        'You will be sent to hostile.example.',
      ],
      [
        'app',
        'This site has not verified who publishes it.',
        'The answer goes to the app on this device that opens com.example.app: addresses.',
      ],
    ])('%s', async (client, publisher, destination) => {
      await reachQuestionOf(client);
      const text = await page.locator('main').innerText();
      expect(text).toContain(publisher);
      expect(text).toContain(destination);
    });

    it('a client on loopback', async () => {
      await reach('read');
      const text = await page.locator('main').innerText();
      expect(text).toContain('This site has verified who publishes it.');
      expect(text).toContain(`The answer goes to a program on this device (${new URL(example.clientUrl).host}).`);
    });
  });

  describe('believes nobody:', () => {
    it('what a client calls itself is text, and nothing is loaded from elsewhere', async () => {
      const origins = new Set<string>();
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      await reachQuestionOf('hostile');
      expect(await page.getByRole('heading').innerText()).toBe(
        `Allow </h1><img src=x onerror="document.title='ran'"><script>document.title='ran'</script> \uFFFDtxet to use your account?`,
      );
      expect(await page.title()).toMatch(/^Allow <\/h1><img .* \uFFFDtxet\?$/);
      expect(await page.locator('img').count()).toBe(0);
      expect([...origins]).toEqual([example.serverUrl]);
      expect(person.complaints).toEqual([]);
    });

    it('a script that got into it would not run', async () => {
      await reach('read');
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "ran"';
        document.body.append(script);
      });
      expect(await page.title()).toBe('Allow Demo client?');
      expect(person.complaints.join()).toContain('Content Security Policy');
    });
  });

  describe('says what is wrong:', () => {
    it('a token that was changed', async () => {
      await reach('read');
      await page.goto(page.url().replace(/.{6}$/, 'AAAAAA'));
      expect(await problem()).toMatch(
        /^The question was not asked here, or was changed on the way\..*\s+consent_token_invalid$/,
      );
      await nothingIsAsked();
    });

    it.each(['', '?consent_token=', '?consent_token=..', '?consent_token=%2F%3F%23', '?consent_token=%3Cb%3E'])(
      'an address that ends in /consent%s',
      async (query) => {
        await page.goto(`${example.serverUrl}/consent${query}`);
        expect(await problem()).toMatch(/[Gg]o back to the app and start again\./);
        await nothingIsAsked();
      },
    );

    it('a question that was answered before', async () => {
      await reach('read');
      const address = page.url();
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('heading', { name: 'The answer was no' }).waitFor();
      await page.goto(address);
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await problem()).toMatch(/^The question was answered before\..*\s+consent_token_spent$/);
      await nothingIsAsked();
      expect(page.url()).toBe(address);
    });

    it('a question that was put to somebody else', async () => {
      await reach('read');
      const other = await newPerson(browser);
      await other.page.goto(page.url());
      await other.page.getByRole('alert').getByText('The question was put to somebody else').waitFor();
      expect(await other.page.getByRole('button').count()).toBe(0);
    });

    it('an answer that did not get through, and it can be given again', async () => {
      await reach('read');
      await page.route('**/oauth/grants', (route) => route.abort(), { times: 1 });
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await problem()).toContain('The server did not answer as it should.');
      await page.getByRole('button', { name: 'Allow' }).click();
      expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    });
  });

  it('takes one answer: its buttons wait with whoever pressed one', async () => {
    await reach('read');
    let waiting = 0;
    await page.route('**/oauth/grants', async (route) => {
      await page.getByRole('status').waitFor();
      waiting = await page.locator('button:disabled').count();
      await route.continue();
    });
    await page.getByRole('button', { name: 'Allow' }).click();
    expect(await tokensOn(page)).toMatchObject({ scope: 'read' });
    expect(waiting).toBe(2);
  });

  it('says without script that it needs one', async () => {
    ({ page } = await newPerson(browser, { javaScriptEnabled: false }));
    await startAt(page, example.clientUrl, 'read');
    await signIn(page, 'demo');
    await page.locator('noscript p').waitFor();
    expect(await page.locator('noscript p').innerText()).toContain('scripts are turned off in this browser');
    await nothingIsAsked();
  });
});
