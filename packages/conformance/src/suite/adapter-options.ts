import { clientList, defineClient, type ServerOptions } from '@codegrant/server';
import { challenge } from '../vectors/pkce-example.ts';

/** A valid authorization request of the client `app`, with the challenge of RFC 7636 appendix B. */
export const request: string =
  'response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=a%2Bb%20c' +
  `&code_challenge=${challenge}&code_challenge_method=S256`;

/** Options of a server with the client `app`, for the tests of an adapter beyond the suite. `changes` replace whole options. */
export const optionsWith = <Context>(
  identify: ServerOptions<Context>['owner']['identify'],
  changes: Partial<ServerOptions<Context>> = {},
): ServerOptions<Context> => ({
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
  clients: clientList([defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] })]),
  owner: { identify },
  consentKeys: [new Uint8Array(32).fill(1)],
  ...changes,
});
