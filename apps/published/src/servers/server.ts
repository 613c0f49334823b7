import {
  type AuthorizationServer,
  clientList,
  createAuthorizationServer,
  defineClient,
  memoryTokens,
} from '@codegrant/server';

const clients = clientList([defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] })]);

/** The server that every runtime serves. Any cookie means that the user is signed in. The lookup of the client `late` never ends. */
export const createServer = <Context>(
  cookieOf: (context: Context) => string | undefined,
): AuthorizationServer<Context> =>
  createAuthorizationServer<Context>({
    policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
    clients: { find: async (clientId) => (clientId === 'late' ? new Promise(() => {}) : clients.find(clientId)) },
    owner: { identify: async (context) => (cookieOf(context) === undefined ? undefined : { subject: 'user-1' }) },
    portTimeoutMilliseconds: 1000,
    tokens: memoryTokens(),
    consentKeys: [new Uint8Array(32).fill(1)],
  });
