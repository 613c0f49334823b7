import type { ConsentDetails, GrantRequest } from '@codegrant/core';
import { consentTokenOn } from './consent-token-on.ts';
import { locationOf } from './location-of.ts';

/** A small HTTP client that keeps cookies, as a browser does. */
export interface BrowserSession {
  readonly get: (url: string) => Promise<Response>;
  readonly post: (url: string, form: Readonly<Record<string, string>>) => Promise<Response>;
  readonly postJson: (url: string, value: unknown) => Promise<Response>;
}

interface BrowserRequest extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Keeps one cookie for one origin. Does not follow redirects. */
export const browserSession = (origin: string): BrowserSession => {
  let cookie = '';
  const request = async (url: string, { headers = {}, ...init }: BrowserRequest): Promise<Response> => {
    const sent: RequestInit = { ...init, redirect: 'manual', headers: { ...headers, cookie } };
    const response = await fetch(new URL(url, origin), sent);
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.replace(/;.*$/, '');
    return response;
  };
  return {
    get: (url) => request(url, {}),
    post: (url, form) => request(url, { method: 'POST', body: new URLSearchParams(form) }),
    postJson: (url, value) =>
      request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(value),
      }),
  };
};

/** A browser in which a user has signed in. */
export const signedInBrowser = async (origin: string, user = 'demo'): Promise<BrowserSession> => {
  const browser = browserSession(origin);
  await browser.post('/sign-in', { username: user, password: user });
  return browser;
};

interface SignedIn {
  readonly browser: BrowserSession;
  /** The response to the authorization request after sign-in. */
  readonly response: Response;
}

/** Sends an authorization request and signs in. */
const signInFor = async (origin: string, authorizationUrl: string, user: string): Promise<SignedIn> => {
  const browser = browserSession(origin);
  const signInUrl = locationOf(await browser.get(authorizationUrl));
  const returnTo = new URL(signInUrl, origin).searchParams.get('return_to') ?? '';
  const signedIn = await browser.post('/sign-in', { username: user, password: user, return_to: returnTo });
  return { browser, response: await browser.get(locationOf(signedIn)) };
};

/** Sends an authorization request, signs in, allows it and returns the URL that the browser is redirected to. */
export const allow = async (origin: string, authorizationUrl: string, user = 'demo'): Promise<URL> => {
  const { browser, response } = await signInFor(origin, authorizationUrl, user);
  // The user allowed this to the client before, so there is no consent page.
  if (locationOf(response) !== '') return new URL(locationOf(response));
  const token = consentTokenOn(await response.text());
  const answer = await browser.post('/oauth/consent', { consent_token: token, decision: 'allow' });
  return new URL(locationOf(answer));
};

/** A JSON response. */
interface JsonResponse<Body> {
  readonly status: number;
  readonly body: Body;
}

const jsonOf = async <Body>(response: Response): Promise<JsonResponse<Body>> => ({
  status: response.status,
  body: await response.json(),
});

/** The user's answer. Its consent token is the one of the page unless it has another. */
type Answer = Partial<GrantRequest> & Pick<GrantRequest, 'allowed'>;

/** The requests of a hosted consent page, sent with the session of its user. */
export interface ConsentPage {
  readonly consentToken: string;
  readonly details: (consentToken?: string) => Promise<JsonResponse<ConsentDetails>>;
  readonly answer: (answer: Answer) => Promise<JsonResponse<Readonly<Record<string, string>>>>;
}

/** Sends an authorization request, signs in and opens the hosted consent page. */
export const openConsentPage = async (
  origin: string,
  authorizationUrl: string,
  user = 'demo',
): Promise<ConsentPage> => {
  const { browser, response } = await signInFor(origin, authorizationUrl, user);
  const consentToken = new URL(locationOf(response), origin).searchParams.get('consent_token') ?? '';
  return {
    consentToken,
    details: async (token = consentToken) => jsonOf(await browser.get(`/oauth/consent/${token}`)),
    answer: async (answer) =>
      jsonOf(await browser.postJson('/oauth/grants', { consent_token: consentToken, ...answer })),
  };
};
