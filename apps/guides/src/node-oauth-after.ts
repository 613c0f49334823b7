import { accessTokenOf, requireBearer, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, protectedResource, type ServerOptions } from '@codegrant/server';
import express, { type Express, type Request } from 'express';

/** What your app already has, and the keys and the storage of the server. */
export interface Given extends Pick<ServerOptions<Request>, 'clients' | 'consentKeys' | 'storage'> {
  readonly issuer: string;
  readonly userOf: (request: Request) => { readonly id: string } | undefined;
}

/** The app after. */
export const appWith = ({ issuer, userOf, ...given }: Given): Express => {
  const server = createAuthorizationServer<Request>({
    policy: {
      issuer,
      scopes: { read: { name: 'Read your mail' } },
      refreshTokens: 'always',
      refreshTokenIdleSeconds: 1_209_600,
      accessTokenLifetimeSeconds: 3600,
    },
    paths: { authorize: '/authorize', token: '/token' },
    owner: {
      identify: (request) => {
        const user = userOf(request);
        return user === undefined ? undefined : { subject: user.id };
      },
    },
    signInUrl: '/login',
    ...given,
  });
  const api = protectedResource({ tokens: server });
  const app = express();
  app.use(toNodeHandler(server));
  app.get('/api/mail', requireBearer(api, { scope: ['read'] }), (request, response) => {
    response.json({ mailOf: accessTokenOf(request).subject });
  });
  return app;
};
