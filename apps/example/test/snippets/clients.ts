import { clientList, type Clients, defineClient } from '@codegrant/server';

export const clients: Clients = clientList([
  // A server of somebody's, which can keep a secret. An unset variable ends the start: it makes no public client.
  defineClient({
    client_id: 'warehouse',
    client_name: 'The warehouse',
    client_uri: 'https://warehouse.example',
    redirect_uris: ['https://warehouse.example/callback'],
    client_secret: process.env['WAREHOUSE_SECRET'] ?? '',
    scope: 'read write',
    required_scope: 'read',
    verified: true,
  }),
  // A program on people's own devices, which can keep none. It may listen on any port.
  defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
  // An app of your own on the web, whose users are not asked.
  defineClient({ client_id: 'shop', redirect_uris: ['https://shop.example/callback'], consent: 'skip' }),
]);
