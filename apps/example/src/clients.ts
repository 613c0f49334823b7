import { randomBytes } from 'node:crypto';
import { type Client, clientList, type Clients, defineClient, InvalidSettings } from '@codegrant/server';

/** The secret of the demo client, which runs in the same process. You give a real client its secret once, when you register it. */
export const demoClientSecret: string = randomBytes(32).toString('base64url');

const builtInClients = (demoClientUrl: string): readonly Client[] => [
  defineClient({
    client_id: 'demo-client',
    client_name: 'Demo client',
    redirect_uris: [`${demoClientUrl}/callback`],
    client_secret: demoClientSecret,
    grant_types: ['authorization_code', 'refresh_token'],
    // The operator of this server publishes the demo client.
    verified: true,
  }),
  // RFC 8252 §7.3, §8.5: a native app cannot keep a secret, and it listens on any free port.
  defineClient({
    client_id: 'demo-cli',
    client_name: 'Demo command line',
    redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  }),
];

/**
 * Returns the built-in clients and the clients that CLIENTS adds.
 *
 * @throws {InvalidSettings} if two clients have the same `client_id`
 */
export const allClients = (demoClientUrl: string, added: readonly Client[]): readonly Client[] => {
  const all = [...builtInClients(demoClientUrl), ...added];
  const ids = all.map((client) => client.client_id);
  const duplicate = ids.find((id, index) => ids.indexOf(id) !== index);
  if (duplicate !== undefined) throw new InvalidSettings('CLIENTS', [`client_id ${duplicate} is registered twice.`]);
  return all;
};

/**
 * The registry of clients: those of the configuration, which are compared with the policy at startup, and then those that
 * were registered while the app runs.
 */
export const registryOf = (configured: readonly Client[], registered: Clients | undefined): Clients => {
  const list = clientList(configured);
  return { ...list, find: (clientId) => list.find(clientId) ?? registered?.find(clientId) };
};
