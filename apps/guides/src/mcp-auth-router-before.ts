import type { OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { getOAuthProtectedResourceMetadataUrl, mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import express, { type Express, type RequestHandler } from 'express';

/** The app before. `provider` has the pages, the codes and the tokens. */
export const appWith = (url: string, provider: OAuthServerProvider, answerMcp: RequestHandler): Express => {
  const resourceServerUrl = new URL(`${url}/mcp`);
  const app = express();
  app.use(
    mcpAuthRouter({
      provider,
      issuerUrl: new URL(url),
      resourceServerUrl,
      resourceName: 'Mail',
      scopesSupported: ['read'],
    }),
  );
  const requireToken = requireBearerAuth({
    verifier: provider,
    requiredScopes: ['read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resourceServerUrl),
  });
  app.all('/mcp', requireToken, answerMcp);
  return app;
};
