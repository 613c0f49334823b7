import { oauthMetadata, tokenVerifier } from '@codegrant/mcp';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import type { AuthorizationServer } from '@codegrant/server';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
  requireBearerAuth,
} from '@modelcontextprotocol/express';
import express, { type Express, type RequestHandler } from 'express';

/** An app with the authorization server, and with the MCP server at https://mail.example/mcp. */
export const appWith = (server: AuthorizationServer<NodeRequest>, answerMcp: RequestHandler): Express => {
  const resource = 'https://mail.example/mcp';
  const resourceServerUrl = new URL(resource);
  const app = express();
  app.use(toNodeHandler(server));
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
