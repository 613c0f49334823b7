import { createHash, randomBytes } from 'node:crypto';

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`Not so: ${what}`);
};

const redirectUri = 'http://127.0.0.1:8912/callback';

const form = (origin: string, path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: 'session=1' },
    body: new URLSearchParams(fields),
  });

const authorize = (origin: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Response> =>
  fetch(`${origin}/oauth/authorize?${new URLSearchParams(fields).toString()}`, {
    redirect: 'manual',
    headers: cookie === '' ? {} : { cookie },
  });

/**
 * Goes through the whole flow with a server: refused, sent to sign in, asked, allowed, redeemed, refused the second time.
 *
 * @returns how many things were seen to be as they must be; throws at the first that is not
 */
export const driveFlow = async (origin: string): Promise<number> => {
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
  let seen = 0;
  const see = (holds: boolean, what: string): void => {
    must(holds, what);
    seen += 1;
  };

  see((await authorize(origin, { ...request, client_id: 'nobody' }, '')).status === 404, 'an unknown client is 404');
  see(
    (await authorize(origin, { ...request, redirect_uri: 'https://evil.example' }, '')).status === 422,
    'another redirect URI is 422',
  );
  see((await fetch(`${origin}/oauth/token`)).headers.get('allow') === 'POST', 'GET at the token endpoint is 405');

  const metadata = await fetch(`${origin}/.well-known/oauth-authorization-server`);
  see(
    JSON.stringify(await metadata.json()).includes('"code_challenge_methods_supported":["S256"]'),
    'metadata is there',
  );

  const signIn = await authorize(origin, request, '');
  see(
    signIn.status === 302 && (signIn.headers.get('location') ?? '').startsWith('/sign-in?return_to='),
    'sign-in comes first',
  );

  const question = await authorize(origin, request, 'session=1');
  const token = /name="consent_token" value="([^"]*)"/.exec(await question.text())?.[1] ?? '';
  see(question.status === 200 && token !== '', 'the consent page asks');

  const answer = await form(origin, '/oauth/consent', { consent_token: token, decision: 'allow' });
  const location = new URL(answer.headers.get('location') ?? '');
  see(answer.status === 303 && `${location.origin}${location.pathname}` === redirectUri, 'the code goes to the client');
  see(location.searchParams.get('state') === request.state, 'the state comes back');
  see(location.searchParams.get('iss') === 'https://login.example', 'the issuer is named');
  const again = await form(origin, '/oauth/consent', { consent_token: token, decision: 'allow' });
  see(again.status === 400, 'a question is answered once');

  const code = location.searchParams.get('code') ?? '';
  const redemption = {
    grant_type: 'authorization_code',
    client_id: 'cli',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  };
  const redeemed = await form(origin, '/oauth/token', redemption);
  const tokens: unknown = await redeemed.json();
  see(redeemed.status === 200 && JSON.stringify(tokens).includes('"scope":"read"'), 'the code is redeemed');
  const replayed: unknown = await (await form(origin, '/oauth/token', redemption)).json();
  see(JSON.stringify(replayed).includes('invalid_grant'), 'and only once');
  return seen;
};
