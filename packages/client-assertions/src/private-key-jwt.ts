import type { Client, ClientAssertions } from '@codegrant/server';
import { serveAssertions } from '@codegrant/server/internal';
import { assertionAlgorithms } from './assertion-algorithm.ts';
import { clientConflicts } from './client-conflicts.ts';
import { clientKeys } from './client-keys.ts';
import { checkPrivateKeyJwt, type PrivateKeyJwtSettings } from './private-key-jwt-settings.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * Client authentication with a private key (`private_key_jwt`), for the option `clientAssertions`: a client signs a JWT for each request, and
 * the server verifies the JWT with the registered public keys of the client.
 *
 * @throws {InvalidSettings} if a setting is invalid
 * @see RFC 7523 §2.2 and §3, RFC 7521 §4.2
 * @example
 * const clientAssertions = privateKeyJwt();
 */
export const privateKeyJwt = (settings: PrivateKeyJwtSettings = {}): ClientAssertions => {
  checkPrivateKeyJwt(settings);
  const { fetch, algorithms = assertionAlgorithms, audience = 'issuer', maxLifetimeSeconds = 300 } = settings;
  const conflicts = (client: Client): readonly string[] => clientConflicts(client, algorithms, fetch);
  const keysOf = clientKeys(fetch, conflicts);
  return serveAssertions({
    algorithms,
    audience,
    maxLifetimeSeconds,
    verify: (assertion, client, server) => verifySignature(assertion, keysOf(client, server), algorithms),
    conflicts,
  });
};
