import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A file for CLIENTS with clients of which only the redirect URI exists. */
export const clientsFile: string = join(import.meta.dirname, 'clients.json');

const redirectUris = {
  hostile: 'https://hostile.example/cb',
  notes: 'https://notes.example/cb',
  app: 'com.example.app:/cb',
} as const;

/** The name of a client in {@link clientsFile}. */
export type RegisteredClient = keyof typeof redirectUris;

// RFC 7636 appendix B
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The address that the client sends a browser to, with every scope. */
export const authorizationUrl = (serverUrl: string, client: RegisteredClient): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client,
    redirect_uri: redirectUris[client],
    scope: 'read write',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return `${serverUrl}/oauth/authorize?${query}`;
};

/** The code that the browser carries to the client, which need not answer. */
export const codeFor = async (page: Page, client: RegisteredClient): Promise<string> => {
  const request = await page.waitForRequest((request) => request.url().startsWith(`${redirectUris[client]}?`));
  return new URL(request.url()).searchParams.get('code') ?? '';
};

/** What the client gets for its code. */
export const redeem = async (serverUrl: string, client: RegisteredClient, code: string): Promise<unknown> => {
  const form = { grant_type: 'authorization_code', client_id: client, redirect_uri: redirectUris[client], code };
  const body = new URLSearchParams({ ...form, code_verifier: verifier });
  return (await fetch(`${serverUrl}/oauth/token`, { method: 'POST', body })).json();
};
