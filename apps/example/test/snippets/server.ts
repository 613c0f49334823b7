import { type AuthorizationServer, clientList, createAuthorizationServer, defineClient } from '@codegrant/server';

export const server: AuthorizationServer<unknown> = createAuthorizationServer({
  policy: {
    issuer: 'http://localhost:3000',
    scopes: { read: { name: 'Read your messages' } },
    defaultScope: ['read'],
  },
  clients: clientList([defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] })]),
  owner: { identify: () => undefined },
  consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
});
