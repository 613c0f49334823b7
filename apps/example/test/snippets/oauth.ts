import {
  type AuthorizationServer,
  clientList,
  createAuthorizationServer,
  defineClient,
  type Owner,
  type Owners,
} from '@codegrant/server';

// Your sessions. Your sign-in page adds to them; replace them with your own.
export const sessions = new Map<string, Owner>();

/** Who is signed in, by the Cookie header of a request. */
export const ownerOf = (cookie: string | null | undefined): Owner | undefined =>
  sessions.get(/(?:^|; )session=([\w-]+)/.exec(cookie ?? '')?.[1] ?? '');

/** The authorization server. `identify` gets what the framework passes: its request. */
export const serverWith = <Context>(identify: Owners<Context>['identify']): AuthorizationServer<Context> =>
  createAuthorizationServer<Context>({
    policy: {
      issuer: process.env['ISSUER'] ?? 'http://127.0.0.1:3000',
      scopes: { read: { name: 'Read your messages' }, write: { name: 'Write messages' } },
      defaultScope: ['read'],
    },
    clients: clientList([
      defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
    ]),
    owner: { identify },
    signInUrl: '/sign-in',
    consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
  });
