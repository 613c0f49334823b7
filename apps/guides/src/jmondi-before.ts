import {
  AuthorizationServer,
  type OAuthAuthCodeRepository,
  type OAuthClientRepository,
  type OAuthScopeRepository,
  type OAuthTokenRepository,
  type OAuthUser,
  type OAuthUserRepository,
} from '@jmondi/oauth2-server';
import { handleExpressError, handleExpressResponse, requestFromExpress } from '@jmondi/oauth2-server/express';
import express, { type Express, type Request } from 'express';

export interface Repositories {
  readonly clients: OAuthClientRepository;
  readonly codes: OAuthAuthCodeRepository;
  readonly scopes: OAuthScopeRepository;
  readonly tokens: OAuthTokenRepository;
  readonly users: OAuthUserRepository;
}

/** The app before: @jmondi/oauth2-server on Express, with refresh tokens that are not JWTs. */
export const appWith = (
  { clients, codes, scopes, tokens, users }: Repositories,
  jwtSecret: string,
  userOf: (request: Request) => OAuthUser | undefined,
): Express => {
  const server = new AuthorizationServer(clients, tokens, scopes, jwtSecret, { useOpaqueRefreshTokens: true });
  server.enableGrantTypes({ grant: 'authorization_code', authCodeRepository: codes, userRepository: users });
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.all('/authorize', async (request, response) => {
    try {
      const asked = await server.validateAuthorizationRequest(requestFromExpress(request));
      const user = userOf(request);
      if (user === undefined) return response.redirect(`/login?return_to=${encodeURIComponent(request.originalUrl)}`);
      if (request.method === 'GET')
        return response.send('<form method="post"><p>Allow this app?</p><button>Allow</button></form>');
      asked.user = user;
      asked.isAuthorizationApproved = true;
      handleExpressResponse(response, await server.completeAuthorizationRequest(asked));
    } catch (error) {
      handleExpressError(error, response);
    }
  });
  app.post('/token', async (request, response) => {
    try {
      handleExpressResponse(response, await server.respondToAccessTokenRequest(requestFromExpress(request)));
    } catch (error) {
      handleExpressError(error, response);
    }
  });
  return app;
};
