import { get, post, type Send, type WireRequest } from '../wire/send.ts';

/** A valid request of the client `web` for the default scope. */
export const plainRequest: string =
  'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback&state=xyz' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

/** Creates the same request with GET and additional parameters. */
export const authorizeWith = (more = ''): WireRequest => get(`/oauth/authorize?${plainRequest}${more}`);

/** The consent token in a page. */
export const tokenOn = (page: string): string => /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';

/** Sends an authorization request and returns the consent token of the page. */
export const askedOf = async (send: Send, more = ''): Promise<string> =>
  tokenOn((await send(authorizeWith(more))).body);

/** Creates the user's answer on the consent page. */
export const answerWith = (consentToken: string, decision: 'allow' | 'deny' = 'allow'): WireRequest =>
  post('/oauth/consent', new URLSearchParams({ consent_token: consentToken, decision }).toString());

/** Creates the token request of the client `web` for a code, with the verifier of RFC 7636 appendix B. */
export const redemptionOf = (code: string, changes: Readonly<Record<string, string>> = {}): WireRequest =>
  post(
    '/oauth/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://web.example/callback',
      client_id: 'web',
      client_secret: 'web-secret',
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      ...changes,
    }).toString(),
  );
