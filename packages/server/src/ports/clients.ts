import type { Client } from '@codegrant/core';
import { type Awaitable, whenGiven } from './awaitable.ts';

/** The registry of clients. */
export interface Clients {
  /** The client that is registered under an identifier, as `defineClient` or `readClient` made it. */
  readonly find: (clientId: string) => Awaitable<Client | undefined>;
}

/** Whether something has what only `defineClient` and `readClient` fill in. The types say so too, but not to everybody. */
export const isClient = (value: unknown): value is Client =>
  typeof value === 'object' &&
  value !== null &&
  'client_secret_hashes' in value &&
  'token_endpoint_auth_methods' in value &&
  Array.isArray(value.client_secret_hashes) &&
  Array.isArray(value.token_endpoint_auth_methods);

const checked = (found: Client | null | undefined): Client | undefined => {
  const client = found ?? undefined;
  if (client !== undefined && !isClient(client))
    throw new TypeError('clients.find gave a registration that was not checked. Pass it through readClient.');
  return client;
};

/**
 * The client that is registered under an identifier.
 *
 * @throws {TypeError} where the port gives a registration that was not checked
 */
export const findClient = (clientId: string, clients: Clients): Awaitable<Client | undefined> =>
  whenGiven(clients.find(clientId), checked);
