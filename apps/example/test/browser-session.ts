/** A browser's cookies and its way with redirects, as far as this app needs them. */
interface BrowserSession {
  readonly get: (url: string) => Promise<Response>;
  readonly post: (url: string, form: Readonly<Record<string, string>>) => Promise<Response>;
}

/** Keeps cookies for one origin, and follows no redirect by itself. */
const browserSession = (origin: string): BrowserSession => {
  let cookie = '';
  const request = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(url, origin), { ...init, redirect: 'manual', headers: { cookie } });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.replace(/;.*$/, '');
    return response;
  };
  return {
    get: (url) => request(url, {}),
    post: (url, form) => request(url, { method: 'POST', body: new URLSearchParams(form) }),
  };
};

const locationOf = (response: Response): string => response.headers.get('location') ?? '';

/** Signs in on the way to an authorization request, allows it, and tells where the browser is sent. */
export const allow = async (origin: string, authorizationUrl: string, user = 'demo'): Promise<URL> => {
  const browser = browserSession(origin);
  const signInUrl = locationOf(await browser.get(authorizationUrl));
  const returnTo = new URL(signInUrl, origin).searchParams.get('return_to') ?? '';
  const signedIn = await browser.post('/sign-in', { username: user, password: user, return_to: returnTo });
  const asked = await browser.get(locationOf(signedIn));
  // What was allowed to this client before is not asked for again.
  if (asked.status === 302) return new URL(locationOf(asked));
  const token = /name="consent_token" value="([^"]*)"/.exec(await asked.text())?.[1] ?? '';
  const answer = await browser.post('/oauth/consent', { consent_token: token, decision: 'allow' });
  return new URL(locationOf(answer));
};
