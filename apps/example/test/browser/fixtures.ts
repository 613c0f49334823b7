import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { launchChromium } from './chromium.ts';

/** Collects console messages and uncaught errors of a page. A violation of the content security policy is one of them. */
const consoleOf = (page: Page): readonly string[] => {
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  return messages;
};

/**
 * `it` for tests in Chromium. One browser serves all tests of a file. The fixtures are:
 *
 * - `newPage`: opens a page without cookies
 * - `page`: such a page
 * - `consoleMessages`: what `page` wrote to the console so far
 */
export const it = test
  // A fixture with a cleanup must name another fixture, so the launcher is one.
  .extend('chromium', { scope: 'file' }, { launch: launchChromium })
  .extend('browser', { scope: 'file' }, async ({ chromium }, { onCleanup }) => {
    const browser = await chromium.launch();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('newPage', ({ browser }, { onCleanup }) => {
    const contexts: BrowserContext[] = [];
    onCleanup(async () => void (await Promise.all(contexts.map((context) => context.close()))));
    return async (options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext(options);
      contexts.push(context);
      return context.newPage();
    };
  })
  .extend('page', ({ newPage }) => newPage())
  .extend('consoleMessages', ({ page }) => consoleOf(page));
