import { mcpPolicy, oauthMetadata, tokenVerifier } from '@codegrant/mcp/sdk-1';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, registration, revocation, type ServerOptions } from '@codegrant/server';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import express, { type Express, type RequestHandler } from 'express';

/** What your app already has, and the keys and the storage of the server. */
export interface Given extends Pick<ServerOptions<NodeRequest>, 'clients' | 'owner' | 'consentKeys' | 'storage'> {
  /** At least 32 random bytes each, the same in every process. */
  readonly registrationKeys: readonly Uint8Array[];
}

/** The app after. */
export const appWith = (url: string, { registrationKeys, ...given }: Given, answerMcp: RequestHandler): Express => {
  const resource = `${url}/mcp`;
  const server = createAuthorizationServer<NodeRequest>({
    policy: mcpPolicy({
      resource,
      name: 'Mail',
      scopes: { read: { name: 'Read your mail' } },
      issuer: `${url}/`, // The router wrote the issuer with a slash.
    }),
    paths: { authorize: '/authorize', token: '/token', register: '/register', revoke: '/revoke' },
    endpoints: [revocation, registration({ keys: registrationKeys })],
    signInUrl: '/login',
    ...given,
  });
  const resourceServerUrl = new URL(resource);
  const app = express();
  app.use(toNodeHandler(server));
  app.use(
    mcpAuthMetadataRouter({
      oauthMetadata: oauthMetadata(server),
      resourceServerUrl,
      resourceName: 'Mail',
      scopesSupported: ['read'],
    }),
  );
  const requireToken = requireBearerAuth({
    verifier: tokenVerifier({ tokens: server, resource }),
    requiredScopes: ['read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resourceServerUrl),
  });
  app.all('/mcp', requireToken, answerMcp);
  return app;
};
