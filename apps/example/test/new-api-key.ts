import type { BrowserSession } from './browser-session.ts';

/** Creates an API key on the account page of the user who is signed in. */
export const newApiKey = async (browser: BrowserSession): Promise<string> => {
  const page = await (await browser.post('/api-keys', {})).text();
  return /<code>([\w-]{43})<\/code>/.exec(page)?.[1] ?? '';
};
