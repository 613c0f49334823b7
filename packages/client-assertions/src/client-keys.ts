import type { AssertingServer, Client } from '@codegrant/server';
import { createLocalJWKSet } from 'jose';
import type { FetchKeys } from './fetch-keys.ts';
import type { FindKey } from './find-key.ts';
import { remoteKeys } from './remote-keys.ts';

const noKeys: FindKey = createLocalJWKSet({ keys: [] });

/** The problem of a client that cannot authenticate at all. The operator can correct only their own registrations. */
const keysOfUnusable = ({ client_id, origin }: Client, problems: readonly string[]): FindKey => {
  if (origin === 'registered') throw new TypeError(`client ${JSON.stringify(client_id)}: ${problems.join(' ')}`);
  return noKeys;
};

type Limited = Pick<AssertingServer, 'limits'>;

const unlimited: Limited = { limits: undefined };

/** Strangers can reach the limit of a host, and must not stop a client of the operator, whose URL the operator knows. */
const limitsFor = ({ origin }: Client, server: Limited): Limited => (origin === 'registered' ? unlimited : server);

/** What finds the keys of a client. */
export type FindKeysOf = (client: Client, server: Limited) => FindKey;

/**
 * Finds the keys of clients. The keys in `jwks` are imported once for each client.
 *
 * @param conflicts returns why a client cannot authenticate
 * @returns a function that throws if a client that the operator registered has no usable keys. Another such client has no keys
 */
export const clientKeys = (
  fetch: FetchKeys | undefined,
  conflicts: (client: Client) => readonly string[],
): FindKeysOf => {
  const known = new WeakMap<Client, FindKey>();
  const remote = fetch && remoteKeys(fetch);
  const find: FindKeysOf = (client, server) => {
    const problems = conflicts(client);
    if (problems.length > 0) return keysOfUnusable(client, problems);
    if (client.jwks !== undefined) return createLocalJWKSet({ keys: client.jwks.keys.map((jwk) => ({ ...jwk })) });
    return client.jwks_uri === undefined || remote === undefined
      ? noKeys
      : remote(client.jwks_uri, limitsFor(client, server));
  };
  return (client, server) => {
    const kept = known.get(client);
    if (kept !== undefined) return kept;
    const found = find(client, server);
    if (client.jwks !== undefined) known.set(client, found);
    return found;
  };
};
