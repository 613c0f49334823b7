import * as oauth from 'oauth4webapi';
import { browserSession } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { consentTokenOn } from './consent-token-on.ts';
import { discover, type LibraryFlow, runLibraryFlow } from './library-flow.ts';

/** Signs in on the app's own page, allows the request, and returns where the browser is sent. */
export const allow = async (origin: string, authorizationUrl: string): Promise<URL> => {
  const browser = browserSession(origin);
  const signInUrl = locationOf(await browser.get(authorizationUrl));
  await browser.get(signInUrl);
  const signedIn = await browser.post(signInUrl, { email: 'ada@example.org', password: 'correct horse' });
  const consentPage = await (await browser.get(locationOf(signedIn))).text();
  if (!consentPage.includes('You are signed in as <bdi>ada@example.org</bdi>.'))
    throw new Error(`This is not the consent page: ${consentPage}`);
  const consent_token = consentTokenOn(consentPage);
  return new URL(locationOf(await browser.post('/oauth/consent', { consent_token, decision: 'allow' })));
};

/** Gets tokens as a client does that knows nothing but the issuer, with a client library of other authors. */
export const getTokens = async (origin: string, scope: string): Promise<oauth.TokenEndpointResponse> => {
  const server = await discover(origin);
  const flow: LibraryFlow = {
    clientId: 'cli',
    redirectUri: 'http://127.0.0.1:8912/callback',
    scope,
    authentication: oauth.None(),
    method: 'S256',
  };
  return runLibraryFlow(server, flow, (url) => allow(origin, url));
};

/** Calls the app's API with a token, or without one. */
export const getMe = (origin: string, accessToken: string | undefined): Promise<Response> =>
  fetch(`${origin}/api/me`, {
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
  });

/** Queries of a sign-in page that lead to another host, if the page follows them. */
export const hostileQueries: readonly string[] = [
  'return_to=https%3A%2F%2Fevil.example',
  'return_to=%2F%2Fevil.example',
  'return_to=%2F&return_to=https%3A%2F%2Fevil.example',
  'return_to[]=1',
];

/** Sends the sign-in form of the app. */
export const signIn = (origin: string, query: string, password: string): Promise<Response> =>
  fetch(`${origin}/login?${query}`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'ada@example.org', password }),
    redirect: 'manual',
  });
