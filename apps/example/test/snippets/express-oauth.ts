import type { DatabaseSync } from 'node:sqlite';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, memoryTokens, type Owner } from '@codegrant/server';
import type { Express, Request, RequestHandler } from 'express';

/** Adds the OAuth endpoints to the app. Returns a guard for API routes: only a token with the scope gets past it. */
export const mountOAuth = (app: Express, db: DatabaseSync): ((scope: string) => RequestHandler) => {
  const byId = db.prepare('SELECT id, email FROM users WHERE id = ?');

  // Who is signed in in this browser: your session and your users.
  const identify = ({ session }: Request): Owner | undefined => {
    const user = byId.get(session.userId ?? '');
    return user && { subject: String(user['id']), name: String(user['email']) }; // Strings, whatever the columns are.
  };

  const tokens = memoryTokens(3600); // Seconds.
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
    tokens,
    signInUrl: '/login',
    // For one process. Several processes need the same bytes: read them from your secret store.
    consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
    report: (event) => event.kind === 'failed' && console.error(event.cause),
  });
  app.use(toNodeHandler(server));

  return (scope) => (request, response, next) => {
    const { authorization } = request.headers;
    // RFC 6750 §3.1: a request without a token gets no error code.
    if (authorization === undefined) return void response.status(401).set('WWW-Authenticate', 'Bearer').end();
    const token = tokens.find(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '');
    response.locals['subject'] = token?.subject;
    if (token?.scope.includes(scope)) return next();
    const [status, error] = token === undefined ? [401, 'invalid_token'] : [403, 'insufficient_scope'];
    response.status(status).set('WWW-Authenticate', `Bearer error="${error}"`).end();
  };
};
