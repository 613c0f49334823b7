import type { DatabaseSync } from 'node:sqlite';
import { accessTokenOf, codegrant, requireBearer } from '@codegrant/fastify';
import { clientList, createAuthorizationServer, defineClient, type Owner, protectedResource } from '@codegrant/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Adds the OAuth endpoints to the app, and an API that needs a token. */
export const mountOAuth = async (app: FastifyInstance, db: DatabaseSync): Promise<void> => {
  const byId = db.prepare('SELECT id, email FROM users WHERE id = ?');

  // Who is signed in in this browser: your session and your users.
  const identify = ({ session }: FastifyRequest): Owner | undefined => {
    const user = byId.get(session.userId ?? '');
    return user && { subject: String(user['id']), name: String(user['email']) }; // Strings, whatever the columns are.
  };

  const server = createAuthorizationServer<FastifyRequest>({
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
    report: (event) => app.log.info({ oauth: event }),
  });
  await app.register(codegrant, { server });

  const api = protectedResource({ tokens: server });
  app.get('/api/me', { onRequest: requireBearer(api, { scope: ['read'] }) }, (request) => ({
    id: accessTokenOf(request).subject,
  }));
};
