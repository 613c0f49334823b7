import { createServer } from 'node:http';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';

const server = createAuthorizationServer<NodeRequest>({
  policy: {
    issuer: 'http://localhost:3000',
    scopes: { read: { name: 'Read your messages' } },
    defaultScope: ['read'],
  },
  clients: clientList([
    defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
  ]),
  // Look up your own session here. This example trusts every cookie, which yours must not.
  owner: { identify: (request) => (request.headers.cookie === undefined ? undefined : { subject: 'user-1' }) },
  signInUrl: '/sign-in',
  consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
});

createServer(toNodeHandler(server)).listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
