import { join } from 'node:path';
import { startExample } from '../start-example.ts';
import { launchChromium } from './chromium.ts';

// Takes the picture of the consent page that the README shows.
const [example, browser] = await Promise.all([startExample({ PORT: '3000' }), launchChromium()]);
const page = await browser.newPage({ viewport: { width: 720, height: 720 }, deviceScaleFactor: 2 });
await page.goto(example.clientUrl);
await page.getByLabel('Also ask to change your profile').check();
await page.getByRole('button', { name: 'Start' }).click();
await page.getByLabel('User name').fill('demo');
await page.getByLabel('Password').fill('demo');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.getByRole('button', { name: 'Allow' }).waitFor();
await page.screenshot({ path: join(import.meta.dirname, '../../../../docs/consent-page.png') });
await browser.close();
await example.stop();
