import { mcpPolicy, oauthMetadata, tokenVerifier } from '@codegrant/mcp/sdk-1';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, registration, revocation, type ServerOptions } from '@codegrant/server';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import express, { type Express, type Request, type RequestHandler, type Router } from 'express';
import session from 'express-session';

export interface Given extends Pick<ServerOptions<Request>, 'clients' | 'consentKeys' | 'storage'> {
  /** At least 32 random bytes each, the same in every process. */
  readonly registrationKeys: readonly Uint8Array[];
  readonly sessionSecret: string;
}

/** An MCP server whose users sign in with an identity provider. `signIn` is the result of `signInWith`. */
export const appWith = (
  url: string,
  { registrationKeys, sessionSecret, ...given }: Given,
  signIn: Router,
  answerMcp: RequestHandler,
): Express => {
  const resource = `${url}/mcp`;
  const server = createAuthorizationServer<Request>({
    policy: mcpPolicy({ resource, name: 'Mail', scopes: { read: { name: 'Read your mail' } } }),
    endpoints: [revocation, registration({ keys: registrationKeys })],
    owner: { identify: (request) => request.session.owner },
    signInUrl: '/sign-in',
    ...given,
  });
  const resourceServerUrl = new URL(resource);
  const app = express();
  const cookie = { httpOnly: true, sameSite: 'lax', secure: 'auto' } as const;
  app.use(session({ secret: sessionSecret, resave: false, saveUninitialized: false, cookie }));
  app.use(toNodeHandler(server)); // After the session: identify reads it.
  app.use(signIn);
  app.use(
    mcpAuthMetadataRouter({ oauthMetadata: oauthMetadata(server), resourceServerUrl, scopesSupported: ['read'] }),
  );
  const requireToken = requireBearerAuth({
    verifier: tokenVerifier({ tokens: server, resource }),
    requiredScopes: ['read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resourceServerUrl),
  });
  app.all('/mcp', requireToken, answerMcp);
  return app;
};
