import type { RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import { listen } from '../listen.ts';
import { redeem, tokenRequest } from '../registered-client.ts';
import { statusOfMe } from '../status-of-me.ts';

/** The server of a client. */
export interface ClientServer {
  readonly origin: string;
  readonly redirectUri: string;
  /** The codes that browsers have brought to the redirect URI, in order. */
  readonly codes: readonly string[];
}

/** Starts the server of a client for one test. `answer` answers every request. */
export const startClient = async (answer: RequestListener): Promise<ClientServer> => {
  const codes: string[] = [];
  const { origin, close } = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://client.invalid');
    if (pathname === '/callback') codes.push(searchParams.get('code') ?? '');
    answer(request, response);
  });
  onTestFinished(close);
  return { origin, redirectUri: `${origin}/callback`, codes };
};

/** A client whose callback shows a page. */
export const startShowingClient = (): Promise<ClientServer> =>
  startClient((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Back at the client</h1>');
  });

/** Redeems a code of the client `demo-cli` and returns what the protected resource says to its access token. */
export const profileWith = async (
  serverUrl: string,
  code: string,
  redirectUri: string,
): Promise<() => Promise<number>> => {
  const { status, body } = await redeem(serverUrl, tokenRequest('demo-cli', code, redirectUri));
  if (status !== 200) throw new Error(`The code was not redeemed: ${JSON.stringify(body)}`);
  return () => statusOfMe(serverUrl, body['access_token']);
};
