import type { Client } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';

/** The registry of clients. */
export interface Clients {
  /**
   * Finds a client.
   *
   * @param clientId the `client_id` that a request names
   * @returns the client as `defineClient` or `readClient` made it, or `undefined` if none is registered. `null` counts
   *   as `undefined`
   */
  readonly find: (clientId: string) => Awaitable<Client | undefined>;
}

/**
 * Whether a value has the members that only `defineClient` and `readClient` add. The types say so too, but JavaScript
 * has no types.
 */
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
    throw new TypeError(
      'clients.find returned a client that was not validated. Pass the registration through readClient.',
    );
  return client;
};

/**
 * Finds the client that is registered under an identifier.
 *
 * @throws {TypeError} if the port returns a client that was not validated
 */
export const findClient = (clientId: string, clients: Clients): Awaitable<Client | undefined> =>
  mapAwaitable(clients.find(clientId), checked);
