import { type Client, InvalidSettings } from '@codegrant/core';
import { isClient } from '@codegrant/core/internal';
import type { ClientList } from '../ports/clients.ts';

/**
 * A registry of clients that do not change while the server runs. They are compared with the policy at startup.
 *
 * @throws {InvalidSettings} if two clients have the same client_id, or one was not validated
 * @example
 * const clients = clientList([defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] })]);
 */
export const clientList = (clients: readonly Client[]): ClientList => {
  const byId = new Map<string, Client>();
  for (const client of clients) {
    if (!isClient(client))
      throw new InvalidSettings('clients', ['clientList takes only clients that defineClient or readClient made.']);
    if (byId.has(client.client_id))
      throw new InvalidSettings('clients', [`client_id ${client.client_id} is registered twice.`]);
    byId.set(client.client_id, client);
  }
  return { find: (clientId) => byId.get(clientId), registered: [...clients] };
};
