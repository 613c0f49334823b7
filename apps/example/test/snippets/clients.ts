import { clientList, type Clients, defineClient } from '@codegrant/server';

export const clients: Clients = clientList([
  // A web app whose server keeps a secret. An unset variable throws at startup: it does not make a public client.
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
  // A native app, which cannot keep a secret. It can listen on any port.
  defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
  // Your own web app, whose users are not asked for consent.
  defineClient({ client_id: 'shop', redirect_uris: ['https://shop.example/callback'], consent: 'skip' }),
]);
