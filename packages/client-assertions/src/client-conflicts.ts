import { type Client, clientKeyProblems } from '@codegrant/server';
import { type AssertionAlgorithm, fitsAlgorithm, isAssertionAlgorithm } from './assertion-algorithm.ts';
import type { FetchKeys } from './fetch-keys.ts';

const fetchProblems = ({ jwks_uri }: Client, fetch: FetchKeys | undefined): readonly string[] =>
  jwks_uri === undefined || fetch !== undefined
    ? []
    : [
        'jwks_uri cannot be used, because privateKeyJwt has no fetch: set fetch, or register jwks in place of jwks_uri.',
      ];

const keyProblems = ({ jwks }: Client, allowed: readonly AssertionAlgorithm[]): readonly string[] =>
  jwks === undefined || jwks.keys.some((jwk) => allowed.some((algorithm) => fitsAlgorithm(jwk, algorithm)))
    ? []
    : [`jwks has no key for ${allowed.join(', ')}: register a key that fits.`];

/** What a client needs besides valid keys. */
const supportProblems = (
  client: Client,
  algorithms: readonly AssertionAlgorithm[],
  fetch: FetchKeys | undefined,
): readonly string[] => {
  const { token_endpoint_auth_signing_alg: registered } = client;
  if (registered === undefined) return [...keyProblems(client, algorithms), ...fetchProblems(client, fetch)];
  return isAssertionAlgorithm(registered) && algorithms.includes(registered)
    ? [...keyProblems(client, [registered]), ...fetchProblems(client, fetch)]
    : [
        `token_endpoint_auth_signing_alg ${registered} is not accepted by the server: ` +
          `register one of ${algorithms.join(', ')}.`,
      ];
};

/** Returns why a client cannot authenticate with an assertion, each as a sentence. */
export const clientConflicts = (
  client: Client,
  algorithms: readonly AssertionAlgorithm[],
  fetch: FetchKeys | undefined,
): readonly string[] => {
  if (!client.token_endpoint_auth_methods.includes('private_key_jwt')) return [];
  const problems = clientKeyProblems(client);
  return problems.length > 0 ? problems : supportProblems(client, algorithms, fetch);
};
