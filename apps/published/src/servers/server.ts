import {
  type AuthorizationServer,
  clientList,
  type ClientMetadata,
  createAuthorizationServer,
  defineClient,
  type ServerOptions,
} from '@codegrant/server';

/** The client of the flow. */
export const registration: ClientMetadata = { client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] };

/** The options of the server that every runtime serves. Any cookie means that the user is signed in. */
export const optionsWith = <Context>(
  cookieOf: (context: Context) => string | undefined,
): Omit<ServerOptions<Context>, 'clients'> => ({
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
  owner: { identify: async (context) => (cookieOf(context) === undefined ? undefined : { subject: 'user-1' }) },
  consentKeys: [new Uint8Array(32).fill(1)],
});

const clients = clientList([defineClient(registration)]);

/** A server that keeps everything in memory. The lookup of the client `late` never ends. */
export const createServer = <Context>(
  cookieOf: (context: Context) => string | undefined,
): AuthorizationServer<Context> =>
  createAuthorizationServer<Context>({
    ...optionsWith(cookieOf),
    clients: { find: async (clientId) => (clientId === 'late' ? new Promise(() => {}) : clients.find(clientId)) },
    portTimeoutMilliseconds: 1000,
  });
