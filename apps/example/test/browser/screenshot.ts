import { join } from 'node:path';
import { startExample } from '../start-example.ts';
import { launchChromium } from './chromium.ts';
import { openConsentPage } from './steps.ts';

// Takes the picture of the consent page for the README.
const [example, browser] = await Promise.all([startExample({ PORT: '3000' }), launchChromium()]);
const page = await browser.newPage({ viewport: { width: 720, height: 720 }, deviceScaleFactor: 2 });
await openConsentPage(page, example.clientUrl, 'read write');
await page.screenshot({ path: join(import.meta.dirname, '../../../../docs/consent-page.png') });
await browser.close();
await example.stop();
