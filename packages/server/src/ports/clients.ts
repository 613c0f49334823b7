import type { Client } from '@codegrant/core';
import { isClient } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';

/** The registry of clients. */
export interface Clients {
  /**
   * Finds a client.
   *
   * @param clientId the `client_id` of a request
   * @returns the client that `defineClient` or `readClient` made, or `undefined` if no client has this `client_id`.
   *   `null` counts as `undefined`. A copy of a client, or a client from a JSON cache, counts as a failure
   */
  readonly find: (clientId: string) => Awaitable<Client | undefined>;
}

/** A registry that knows all its clients at startup. */
export interface ClientList extends Clients {
  /**
   * Every client. `createAuthorizationServer` compares these clients with the policy. It throws if a client names a
   * scope or a PKCE method that the policy lacks.
   */
  readonly registered: readonly Client[];
}

const checked = (clientId: string, found: Client | null | undefined): Client | undefined => {
  const client = found ?? undefined;
  if (client === undefined) return undefined;
  // The types say so too, but JavaScript has no types, and a copy keeps the type.
  if (!isClient(client))
    throw new TypeError(
      'clients.find returned a client that was not validated, or a copy of one. ' +
        'Keep the registration in your database or cache, and pass it through readClient in every lookup.',
    );
  if (client.client_id !== clientId)
    throw new TypeError(
      `clients.find returned the client with the client_id ${JSON.stringify(client.client_id)} for ${JSON.stringify(clientId)}. ` +
        'Compare client_id byte for byte, including its case.',
    );
  return client;
};

/**
 * Finds the client that is registered under an identifier.
 *
 * @throws {TypeError} if the port returns a client that was not validated, or another one
 */
export const findClient = (clientId: string, clients: Clients): Awaitable<Client | undefined> =>
  mapAwaitable(clients.find(clientId), (found) => checked(clientId, found));
