import {
  type AuthorizationServer,
  clientList,
  createAuthorizationServer,
  defineClient,
  memoryTokens,
  type ServerOptions,
} from '@codegrant/server';

/** What a platform hands over. */
export interface Env {
  readonly CONSENT_KEY: string;
}

/** Options of a server; on a platform without a memory, store and tokens are yours too. */
export const optionsFrom = (env: Env): ServerOptions<unknown> => ({
  policy: {
    issuer: 'http://localhost:3000',
    scopes: { read: { name: 'Read your messages' } },
    defaultScope: ['read'],
  },
  clients: clientList([defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] })]),
  owner: { identify: () => undefined },
  tokens: memoryTokens(),
  consentKeys: [new TextEncoder().encode(env.CONSENT_KEY)],
});

export const server: AuthorizationServer<unknown> = createAuthorizationServer(
  optionsFrom({ CONSENT_KEY: 'thirty-two characters at the least' }),
);
