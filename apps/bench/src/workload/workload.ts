import { createHash } from 'node:crypto';
import type { Kind } from './kinds.ts';
import { pkceOf } from './pkce.ts';
import type { Scenario } from './scenario.ts';

/** The registration of a public client. */
interface Registration {
  readonly client_id: string;
  readonly redirect_uris: readonly string[];
}

/** An authorization request, and what the client sends when it redeems the code. */
export interface AuthorizationRequest {
  /** The query, without `?`. */
  readonly query: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** The clients, the scopes and the requests that every row gets. */
export interface Workload {
  readonly scenario: Scenario;
  readonly registrations: readonly Registration[];
  /** Every scope token that the server knows. */
  readonly scopes: readonly string[];
  readonly requests: Readonly<Record<Kind, readonly AuthorizationRequest[]>>;
}

const clientIdOf = (index: number): string =>
  `client-${index}-${createHash('md5').update(String(index)).digest('hex')}`;

const registrationOf = (index: number, { redirectUris }: Scenario): Registration => ({
  client_id: clientIdOf(index),
  redirect_uris: Array.from({ length: redirectUris }, (_, uri) => `https://app-${index}.example/callback/${uri}`),
});

const scopesOf = ({ scopes }: Scenario): readonly string[] =>
  Array.from({ length: scopes + 2 }, (_, index) => `https://api.example/scope.${index}`);

/** What a kind of request changes in a valid one. */
const changes: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  valid: {},
  unknownClient: { client_id: 'nobody' },
  badRedirectUri: { redirect_uri: 'https://evil.example/callback' },
  badScope: { scope: 'https://api.example/no-such-scope' },
};

const requestOf = (kind: Kind, index: number, client: Registration, scope: string): AuthorizationRequest => {
  const { verifier, challenge } = pkceOf(index);
  const redirectUri = client.redirect_uris.at(-1) ?? '';
  const state = createHash('sha1').update(`${kind} ${index}`).digest('base64url');
  const parameters = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes[kind],
  };
  const query = new URLSearchParams(parameters).toString();
  return { query, clientId: client.client_id, redirectUri, state, verifier };
};

/** The workload of a scenario: the same in every process and in every run. */
export const workloadOf = (scenario: Scenario): Workload => {
  const registrations = Array.from({ length: scenario.clients }, (_, index) => registrationOf(index, scenario));
  const scopes = scopesOf(scenario);
  const scope = scopes.slice(0, scenario.scopes).join(' ');
  // Requests are spread over all clients.
  const clientOf = (index: number): Registration => {
    const at = Math.floor((index * scenario.clients) / scenario.requests) % scenario.clients;
    return registrations[at] ?? registrationOf(0, scenario);
  };
  const requestsOf = (kind: Kind): readonly AuthorizationRequest[] =>
    Array.from({ length: scenario.requests }, (_, index) => requestOf(kind, index, clientOf(index), scope));
  return {
    scenario,
    registrations,
    scopes,
    requests: {
      valid: requestsOf('valid'),
      unknownClient: requestsOf('unknownClient'),
      badRedirectUri: requestsOf('badRedirectUri'),
      badScope: requestsOf('badScope'),
    },
  };
};
