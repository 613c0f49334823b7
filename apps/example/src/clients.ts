import { randomBytes } from 'node:crypto';
import { type Client, defineClient, InvalidSettings } from '@codegrant/server';

/** The demo client's secret. Both ends of the demonstration run in this process; a real secret is handed over once. */
export const demoClientSecret: string = randomBytes(32).toString('base64url');

const builtInClients = (demoClientUrl: string): readonly Client[] => [
  defineClient({
    client_id: 'demo-client',
    client_name: 'Demo client',
    redirect_uris: [`${demoClientUrl}/callback`],
    client_secret: demoClientSecret,
    // Whoever runs this server runs the demo client too, and so knows who publishes it.
    verified: true,
  }),
  // A program on somebody's own device: it can keep no secret, and listens on whatever port is free.
  defineClient({
    client_id: 'demo-cli',
    client_name: 'Demo command line',
    redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    token_endpoint_auth_method: 'none',
  }),
];

/**
 * The clients that come with the app, and those that CLIENTS adds.
 *
 * @throws {InvalidSettings} if CLIENTS names one that is there already
 */
export const allClients = (demoClientUrl: string, added: readonly Client[]): readonly Client[] => {
  const all = [...builtInClients(demoClientUrl), ...added];
  const ids = all.map((client) => client.client_id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new InvalidSettings('CLIENTS', [`client_id ${twice} is registered twice.`]);
  return all;
};
