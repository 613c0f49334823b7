import { challenge, verifier } from '../vectors/pkce-example.ts';
import { get, post, type Send, type WireRequest } from '../wire/send.ts';
import { tokenOn } from './token-on.ts';

/** A valid request of the client `web` for the default scope. */
export const plainRequest: string =
  'response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback&state=xyz' +
  `&code_challenge=${challenge}&code_challenge_method=S256`;

/** Creates the same request with GET and additional parameters. */
export const authorizeWith = (more = ''): WireRequest => get(`/oauth/authorize?${plainRequest}${more}`);

/** Sends an authorization request and returns the consent token of the page. */
export const askedOf = async (send: Send, more = ''): Promise<string> =>
  tokenOn((await send(authorizeWith(more))).body);

/** Creates the user's answer on the consent page. */
export const answerWith = (consentToken: string, decision: 'allow' | 'deny' | 'other_account' = 'allow'): WireRequest =>
  post('/oauth/consent', new URLSearchParams({ consent_token: consentToken, decision }).toString());

/** Creates a token request with the verifier of RFC 7636 appendix B. */
export const tokenRequest = (
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): WireRequest => {
  const form = { grant_type: 'authorization_code', code_verifier: verifier, ...parameters };
  return post('/oauth/token', new URLSearchParams(form).toString(), headers);
};

/** The credentials of the client `refresh-web`. */
export const refreshWeb = { client_id: 'refresh-web', client_secret: 'refresh-secret' } as const;

/** Creates the token request of the client `refresh-web` with a refresh token. */
export const refreshWith = (refresh_token: string, changes: Readonly<Record<string, string>> = {}): WireRequest => {
  const form = { grant_type: 'refresh_token', refresh_token, ...refreshWeb, ...changes };
  return post('/oauth/token', new URLSearchParams(form).toString());
};

const presenting = (target: string, token: string, changes: Readonly<Record<string, string>>): WireRequest => {
  const form = { token, ...refreshWeb, ...changes };
  return post(target, new URLSearchParams(form).toString());
};

/** Creates the revocation request of the client `refresh-web`. */
export const revocationOf = (token: string, changes: Readonly<Record<string, string>> = {}): WireRequest =>
  presenting('/oauth/revoke', token, changes);

/** Creates the introspection request of the client `refresh-web`. */
export const introspectionOf = (token: string, changes: Readonly<Record<string, string>> = {}): WireRequest =>
  presenting('/oauth/introspect', token, changes);

/** Creates the token request of the client `web` for a code. */
export const redemptionOf = (code: string, changes: Readonly<Record<string, string>> = {}): WireRequest =>
  tokenRequest({
    code,
    redirect_uri: 'https://web.example/callback',
    client_id: 'web',
    client_secret: 'web-secret',
    ...changes,
  });
