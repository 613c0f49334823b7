import type { DatabaseSync } from 'node:sqlite';
import { requireBearer, toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, type Owner, protectedResource } from '@codegrant/server';
import type { Express, Request, RequestHandler } from 'express';

/** Adds the OAuth endpoints to the app. Returns a guard for API routes: only a token with the scope gets past it. */
export const mountOAuth = (app: Express, db: DatabaseSync): ((scope: string) => RequestHandler) => {
  const byId = db.prepare('SELECT id, email FROM users WHERE id = ?');

  // Who is signed in in this browser: your session and your users.
  const identify = ({ session }: Request): Owner | undefined => {
    const user = byId.get(session.userId ?? '');
    return user && { subject: String(user['id']), name: String(user['email']) }; // Strings, whatever the columns are.
  };

  const server = createAuthorizationServer<Request>({
    policy: {
      issuer: process.env['ISSUER'] ?? 'http://127.0.0.1:3000',
      scopes: { read: { name: 'Read your profile' }, write: { name: 'Change your profile' } },
      defaultScope: ['read'],
    },
    clients: clientList([
      defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
    ]),
    owner: { identify },
    signInUrl: '/login',
    // For one process. Several processes need the same bytes: read them from your secret store.
    consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
    report: (event) => event.kind === 'failed' && console.error(event.cause),
  });
  app.use(toNodeHandler(server));

  const api = protectedResource({ tokens: server });
  return (scope) => requireBearer(api, { scope: [scope] });
};
