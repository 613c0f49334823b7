import type { WireRequest } from '../wire/send.ts';
import { tokenRequest } from './plain-request.ts';

/** A client with one authentication method. */
export interface AuthenticationWay {
  readonly client: string;
  readonly redirectUri: string;
  /** Creates its token request for a code. */
  readonly redeem: (code: string) => WireRequest;
}

const way = (
  client: string,
  redirectUri: string,
  credentials: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): AuthenticationWay => ({
  client,
  redirectUri,
  redeem: (code) => tokenRequest({ code, redirect_uri: redirectUri, ...credentials }, headers),
});

const basic = { authorization: `Basic ${btoa('basic-only:basic-secret')}` };

/** A client for each authentication method that metadata may list. */
export const authenticationWays: ReadonlyMap<string, AuthenticationWay> = new Map([
  ['client_secret_basic', way('basic-only', 'https://basic.example/callback', {}, basic)],
  [
    'client_secret_post',
    way('post-only', 'https://post.example/callback', { client_id: 'post-only', client_secret: 'post-secret' }),
  ],
  ['none', way('spa', 'https://spa.example/callback', { client_id: 'spa' })],
]);

/** A method that metadata does not list: RFC 7523. */
export const assertionWay: AuthenticationWay = way('basic-only', 'https://basic.example/callback', {
  client_id: 'basic-only',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: 'e30.e30.x',
});
