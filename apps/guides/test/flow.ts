import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { returnPath } from '@codegrant/server';
import express, { type Express } from 'express';
import { onTestFinished } from 'vitest';
import { listen } from '../../mcp/src/listen.ts';
import { type Browser, newBrowser, type Shown } from './browser.ts';

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export const redirectUri = 'https://app.example/callback';

/** The user of the session that the sign-in page of `serve` begins. */
export const userOf = ({ headers }: Pick<IncomingMessage, 'headers'>): { readonly id: string } | undefined =>
  (headers.cookie ?? '').includes('user=ada') ? { id: 'ada' } : undefined;

/** Serves an app, and a sign-in page that signs in Ada, until the test is over. */
export const serve = async (newApp: (url: string) => Express): Promise<string> => {
  const { url, serve: begin, close } = await listen(0);
  onTestFinished(close);
  const app = express();
  app.get('/login', (request, response) => {
    response.set('set-cookie', 'user=ada').redirect(303, returnPath(request.query['return_to']) ?? '/');
  });
  app.use(newApp(url));
  begin(app);
  return url;
};

/** Answers the page that asks for consent, and returns where the browser comes to. */
type Press = (browser: Browser, page: Shown) => Promise<URL>;

interface Flow {
  readonly authorize: string;
  readonly token: string;
  readonly clientId: string;
  readonly scope: string;
  readonly press: Press;
  readonly more?: Readonly<Record<string, string>>;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

export const send = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form) });

/** Gets tokens with a code and PKCE, as a public client. */
export const getTokens = async ({ authorize, token, clientId, scope, press, more = {} }: Flow): Promise<Tokens> => {
  const browser = newBrowser((url) => url.startsWith(redirectUri));
  const query = new URLSearchParams({
    ...more,
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state: 'a-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const came = await press(browser, await browser.open(`${authorize}?${query}`));
  const answer = await send(token, {
    grant_type: 'authorization_code',
    code: came.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  });
  if (answer.status !== 200) throw new Error(`${came.href} led to ${await answer.text()}`);
  return (await answer.json()) as Tokens;
};

/** Presses the only button of a page whose form goes to the URL of the page. */
export const pressButton: Press = async (browser, { url }) => new URL((await browser.send(url, {})).url);
