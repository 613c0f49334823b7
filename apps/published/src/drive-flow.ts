import { createHash, randomBytes } from 'node:crypto';

const redirectUri = 'http://127.0.0.1:8912/callback';

/** Where the endpoints of a server are. */
interface Place {
  /** In front of every path. Default: nothing. */
  readonly basePath?: string;
  /** At the end of every path. Default: nothing. */
  readonly end?: '/' | '';
  /** Whether an API accepts an access token. Default: no API is asked. */
  readonly isAccepted?: (accessToken: string) => Promise<boolean>;
}

const postForm = (url: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: 'session=1' },
    body: new URLSearchParams(fields),
  });

const authorize = (url: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Response> =>
  fetch(`${url}?${new URLSearchParams(fields).toString()}`, {
    redirect: 'manual',
    headers: cookie === '' ? {} : { cookie },
  });

/**
 * Runs the whole flow against a server, with errors on the way: refusals, sign-in, consent, redemption, replay.
 *
 * @param place where the server serves it, if not at the default paths
 * @returns the number of checks that passed
 * @throws at the first check that fails
 */
export const driveFlow = async (
  origin: string,
  { basePath = '', end = '', isAccepted }: Place = {},
): Promise<number> => {
  const at = (path: string): string => `${origin}${basePath}${path}${end}`;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const request = {
    response_type: 'code',
    client_id: 'cli',
    redirect_uri: redirectUri,
    state: "a b+c&d='%",
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  let passed = 0;
  const check = (holds: boolean, expectation: string): void => {
    if (!holds) throw new Error(`Check failed: ${expectation}`);
    passed += 1;
  };

  check(
    (await authorize(at('/oauth/authorize'), { ...request, client_id: 'unknown' }, '')).status === 404,
    'an unknown client gets 404',
  );
  check(
    (await authorize(at('/oauth/authorize'), { ...request, redirect_uri: 'https://evil.example' }, '')).status === 422,
    'an unregistered redirect URI gets 422',
  );
  check((await fetch(at('/oauth/token'))).headers.get('allow') === 'POST', 'GET at the token endpoint is not allowed');

  const metadata = await fetch(at('/.well-known/oauth-authorization-server'));
  check(
    JSON.stringify(await metadata.json()).includes('"code_challenge_methods_supported":["S256"]'),
    'the metadata lists S256',
  );

  const signIn = await authorize(at('/oauth/authorize'), request, '');
  check(
    signIn.status === 302 && (signIn.headers.get('location') ?? '').startsWith(`${basePath}/sign-in?return_to=`),
    'a user without a session is sent to sign in',
  );

  const consentPage = await authorize(at('/oauth/authorize'), request, 'session=1');
  const token = /name="consent_token" value="([^"]*)"/.exec(await consentPage.text())?.[1] ?? '';
  check(consentPage.status === 200 && token !== '', 'the consent page has a consent token');

  const answer = await postForm(at('/oauth/consent'), { consent_token: token, decision: 'allow' });
  const location = new URL((answer.headers.get('refresh') ?? '').replace('0;url=', ''));
  check(
    answer.status === 200 && `${location.origin}${location.pathname}` === redirectUri,
    'the browser goes on to the client',
  );
  check(location.searchParams.get('state') === request.state, 'the client gets its state');
  check(location.searchParams.get('iss') === `https://login.example${basePath}`, 'the client gets iss');
  const otherwise = await postForm(at('/oauth/consent'), { consent_token: token, decision: 'deny' });
  check(otherwise.status === 400, 'a consent request has one answer');

  const code = location.searchParams.get('code') ?? '';
  const redemption = {
    grant_type: 'authorization_code',
    client_id: 'cli',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  };
  const redeemed = await postForm(at('/oauth/token'), redemption);
  const tokens: { readonly access_token?: string } = Object(await redeemed.json());
  check(redeemed.status === 200 && JSON.stringify(tokens).includes('"scope":"read"'), 'the code is redeemed');
  if (isAccepted !== undefined) check(await isAccepted(tokens.access_token ?? ''), 'an API accepts the access token');
  const replayed: unknown = await (await postForm(at('/oauth/token'), redemption)).json();
  check(JSON.stringify(replayed).includes('invalid_grant'), 'a code works once');
  return passed;
};
