import { decideVector, vectorClient } from '../expected/decide-vector.ts';
import { challenge } from '../vectors/pkce-example.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';

interface PlainRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly method: 'S256' | 'plain';
}

const vectorOf = ({ clientId, redirectUri, scope, method }: PlainRequest): AuthorizeVector => ({
  name: `A plainly valid request of ${clientId}.`,
  requirements: [],
  why: 'A client whose valid requests are rejected tells nothing about invalid ones.',
  given: { policy: 'default', owner: null, remembered: [], answer: { kind: 'none' } },
  request: {
    query: [
      'response_type=code',
      `client_id=${encodeURIComponent(clientId)}`,
      `redirect_uri=${encodeURIComponent(redirectUri)}`,
      `scope=${scope}`,
      'state=xyz',
      `code_challenge=${challenge}`,
      `code_challenge_method=${method}`,
    ].join('&'),
  },
  expect: { kind: 'signIn' },
});

/**
 * A request that nothing is wrong with, as a vector. `undefined` for a client that may make none, for example because it
 * is not registered for the grant type.
 */
export const plainVectorOf = (clientId: string): AuthorizeVector | undefined => {
  const client = vectorClient(clientId);
  const [redirectUri] = client?.redirect_uris ?? [];
  if (client === undefined || redirectUri === undefined) return undefined;
  const vector = vectorOf({
    clientId,
    redirectUri,
    scope: client.scope?.includes('read') === false ? 'write' : 'read',
    method: client.code_challenge_methods?.includes('S256') === false ? 'plain' : 'S256',
  });
  return decideVector(vector).kind === 'signIn' ? vector : undefined;
};

/** The same request of a client that no server knows. */
export const unknownClientVector: AuthorizeVector = vectorOf({
  clientId: 'codegrant-conformance-unregistered',
  redirectUri: 'https://unregistered.example/callback',
  scope: 'read',
  method: 'S256',
});
