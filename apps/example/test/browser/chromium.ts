import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'];

const options = (): LaunchOptions => {
  const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined)
    throw new Error('Chromium not found. Install it (apt-get install chromium), or set CHROMIUM_PATH.');
  return {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  };
};

/** Starts the installed Chromium, or the one that CHROMIUM_PATH names. */
export const launchChromium = (): Promise<Browser> => chromium.launch(options());

/** Starts Chromium with the user profile in this folder. */
export const launchWithProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, options());
