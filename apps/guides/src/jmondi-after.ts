import { toNodeHandler } from '@codegrant/node';
import {
  clientCredentials,
  createAuthorizationServer,
  introspection,
  revocation,
  type ServerOptions,
} from '@codegrant/server';
import express, { type Express, type Request } from 'express';

/** What your app already has, and the keys and the storage of the server. */
export interface Given extends Pick<ServerOptions<Request>, 'clients' | 'consentKeys' | 'storage' | 'tokens'> {
  readonly issuer: string;
  readonly userOf: (request: Request) => { readonly id: string | number } | undefined;
}

/** The app after. For JWTs, `tokens` is the result of `jwtTokens` of @codegrant/jwt. */
export const appWith = ({ issuer, userOf, ...given }: Given): Express => {
  const server = createAuthorizationServer<Request>({
    policy: {
      issuer,
      scopes: { read: { name: 'Read your mail' } },
      refreshTokens: 'always',
      accessTokenLifetimeSeconds: 3600,
    },
    paths: { authorize: '/authorize', token: '/token', revoke: '/token/revoke', introspect: '/token/introspect' },
    endpoints: [introspection(), revocation],
    grantTypes: [clientCredentials],
    owner: {
      identify: (request) => {
        const user = userOf(request);
        return user === undefined ? undefined : { subject: String(user.id) };
      },
    },
    signInUrl: '/login',
    ...given,
  });
  const app = express();
  app.use(toNodeHandler(server));
  return app;
};
