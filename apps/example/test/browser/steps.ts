import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Somebody at a browser of their own. */
export interface Person {
  readonly page: Page;
  /** What the browser complained of: a policy that was broken says so here. */
  readonly complaints: readonly string[];
}

/** Collects what the browser complains of on a page. */
const complaintsOn = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

/** Somebody whose browser knows nothing yet. */
export const newPerson = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Person> => {
  const page = await (await browser.newContext(options)).newPage();
  return { page, complaints: complaintsOn(page) };
};

/** Fills in the sign-in page. */
export const signIn = async (page: Page, user: 'demo' | 'alice'): Promise<void> => {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill(user);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Presses Start on the demo client’s first page. */
export const startAt = async (page: Page, clientUrl: string, asked: 'read' | 'read write'): Promise<void> => {
  await page.goto(clientUrl);
  if (asked === 'read write') await page.getByLabel('Also ask to change your profile').check();
  await page.getByRole('button', { name: 'Start' }).click();
};

/** Waits for the question of the client with this name. */
export const question = (page: Page, name = 'Demo client'): Promise<void> =>
  page.getByRole('heading', { name: `Allow ${name} to use your account?` }).waitFor();

/** From the demo client’s first page, through sign-in, to its question. */
export const reachQuestion = async (page: Page, clientUrl: string, asked: 'read' | 'read write'): Promise<void> => {
  await startAt(page, clientUrl, asked);
  await signIn(page, 'demo');
  await question(page);
};

/** What the demo client says that it got. */
export const tokensOn = async (page: Page): Promise<unknown> => {
  await page.getByRole('heading', { name: 'It worked' }).waitFor();
  return JSON.parse(await page.locator('#tokens').innerText());
};
