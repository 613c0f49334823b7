/** The cookie that a response sets, without its attributes. */
const cookieIn = ({ headers }: Response): string => (headers.get('set-cookie') ?? '').replace(/;.*$/, '');

const locationIn = (response: Response): string => {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.url} answered with ${response.status}, and no redirect.`);
  return new URL(location, response.url).href;
};

const post = (url: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams(fields) });

/** The URL that an answer to the consent form leads to: a redirect, or a page with a link that reloads by itself. */
const nextUrl = async (response: Response): Promise<string> => {
  const refresh = response.headers.get('refresh');
  return refresh === null ? locationIn(response) : refresh.replace(/^\d+;\s*url=/, '');
};

/**
 * Does what a person in a browser does: signs in as Ada, allows everything that the client asks for, and goes back to the client.
 *
 * @param authorizationUrl where the client sends the person
 * @returns the URL at which the client waits, with the answer. It was not opened
 */
export const answerInPerson = async (authorizationUrl: string): Promise<string> => {
  const signInUrl = locationIn(await fetch(authorizationUrl, { redirect: 'manual' }));
  const return_to = new URL(signInUrl).searchParams.get('return_to') ?? '';
  const signedIn = await post(signInUrl, '', { user: 'ada', return_to });
  const cookie = cookieIn(signedIn);
  const consentPage = await fetch(locationIn(signedIn), { headers: { cookie } });
  const html = await consentPage.text();
  const consent_token = /name="consent_token" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return nextUrl(
    await post(new URL('/oauth/consent', authorizationUrl).href, cookie, { consent_token, decision: 'allow' }),
  );
};
