import type { ConsentDetails, GrantRequest } from '@codegrant/core';

/** A browser's cookies and its way with redirects, as far as this app needs them. */
export interface BrowserSession {
  readonly get: (url: string) => Promise<Response>;
  readonly post: (url: string, form: Readonly<Record<string, string>>) => Promise<Response>;
  readonly postJson: (url: string, value: unknown) => Promise<Response>;
}

interface BrowserRequest extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Keeps cookies for one origin, and follows no redirect by itself. */
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

/** Where a response redirects to. */
export const locationOf = (response: Response): string => response.headers.get('location') ?? '';

interface Asked {
  readonly browser: BrowserSession;
  /** Where the authorization request has led, once somebody was signed in. */
  readonly response: Response;
}

/** Signs in on the way to an authorization request. */
const signInFor = async (origin: string, authorizationUrl: string, user: string): Promise<Asked> => {
  const browser = browserSession(origin);
  const signInUrl = locationOf(await browser.get(authorizationUrl));
  const returnTo = new URL(signInUrl, origin).searchParams.get('return_to') ?? '';
  const signedIn = await browser.post('/sign-in', { username: user, password: user, return_to: returnTo });
  return { browser, response: await browser.get(locationOf(signedIn)) };
};

/** Signs in on the way to an authorization request, allows it, and tells where the browser is sent. */
export const allow = async (origin: string, authorizationUrl: string, user = 'demo'): Promise<URL> => {
  const { browser, response } = await signInFor(origin, authorizationUrl, user);
  // What was allowed to this client before is not asked for again.
  if (response.status === 302) return new URL(locationOf(response));
  const token = /name="consent_token" value="([^"]*)"/.exec(await response.text())?.[1] ?? '';
  const answer = await browser.post('/oauth/consent', { consent_token: token, decision: 'allow' });
  return new URL(locationOf(answer));
};

/** An answer in JSON. */
interface JsonAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

const jsonOf = async <Body>(response: Response): Promise<JsonAnswer<Body>> => ({
  status: response.status,
  body: await response.json(),
});

/** An answer, to the question of the page unless it names another. */
type Given = Partial<GrantRequest> & Pick<GrantRequest, 'allowed'>;

/** What a consent page of the operator's own does in the browser that it is shown in. */
export interface ConsentPage {
  readonly consentToken: string;
  readonly details: (consentToken?: string) => Promise<JsonAnswer<ConsentDetails>>;
  readonly answer: (given: Given) => Promise<JsonAnswer<Readonly<Record<string, string>>>>;
}

/** Signs in on the way to an authorization request, and opens the consent page that the browser is sent to. */
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
    answer: async (given) => jsonOf(await browser.postJson('/oauth/grants', { consent_token: consentToken, ...given })),
  };
};
