import { clientList, defineClient, type ServerOptions } from '@codegrant/server';

/** The redirect URI of the client `app`. */
export const redirectUri = 'https://app.example/cb';

/** Options of a server with the client `app`, where `alice` is signed in and always asked. What it keeps, it keeps briefly. */
export const serverOptions = (): ServerOptions<unknown> => ({
  policy: {
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read' } },
    defaultScope: ['read'],
    rememberConsent: 'never',
    codeLifetimeSeconds: 5,
    consentLifetimeSeconds: 5,
    accessTokenLifetimeSeconds: 5,
    // A grant without refresh tokens is kept for so long.
    refreshTokenIdleSeconds: 5,
  },
  clients: clientList([defineClient({ client_id: 'app', redirect_uris: [redirectUri] })]),
  owner: { identify: () => ({ subject: 'alice' }) },
  consentKeys: [new Uint8Array(32).fill(1)],
});
