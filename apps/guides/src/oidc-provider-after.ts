import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, introspection, revocation, type ServerOptions } from '@codegrant/server';
import express, { type Express, type Request } from 'express';

/** What your app already has, and the keys and the storage of the server. */
export interface Given extends Pick<ServerOptions<Request>, 'clients' | 'consentKeys' | 'storage'> {
  readonly issuer: string;
  readonly userOf: (request: Request) => string | undefined;
}

const api = 'https://mail.example/api';

/** The app after. There are no interactions: the server has a consent page. */
export const appWith = ({ issuer, userOf, ...given }: Given): Express => {
  const server = createAuthorizationServer<Request>({
    policy: {
      issuer,
      scopes: { read: { name: 'Read your mail' }, offline_access: { name: 'Do this while you are away' } },
      resources: { [api]: { name: 'Mail' } },
      defaultResource: [api],
      refreshTokens: 'offline_access',
      accessTokenLifetimeSeconds: 3600,
    },
    paths: { authorize: '/auth', token: '/token', revoke: '/token/revocation', introspect: '/token/introspection' },
    endpoints: [introspection(), revocation],
    owner: {
      identify: (request) => {
        const subject = userOf(request);
        return subject === undefined ? undefined : { subject };
      },
    },
    signInUrl: '/login',
    ...given,
  });
  const app = express();
  app.use(toNodeHandler(server));
  return app;
};
