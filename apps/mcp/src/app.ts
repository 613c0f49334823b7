import { oauthMetadata, tokenVerifier } from '@codegrant/mcp';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { type Clients, type ClientSource, discoveryNotFound } from '@codegrant/server';
import {
  getOAuthProtectedResourceMetadataUrl,
  hostHeaderValidation,
  mcpAuthMetadataRouter,
  requireBearerAuth,
} from '@modelcontextprotocol/express';
import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import cors from 'cors';
import express, { type Express } from 'express';
import { authorizationServer } from './authorization.ts';
import { noteServers } from './notes.ts';
import { memorySessions } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { startPage } from './start-page.ts';

/** The settings of the app. */
interface AppSettings {
  /** The URL under which clients reach the app, without a path. */
  readonly url: string;
  readonly clients: Clients;
  /** Where clients come from that nobody registered. */
  readonly clientSources: readonly ClientSource[];
  /** The time in seconds since 1970. Default: the clock of the system. */
  readonly now?: (() => number) | undefined;
}

/** The whole app: the MCP server, its authorization server, and the sign-in page. */
export const createApp = ({ url, clients, clientSources, now }: AppSettings): Express => {
  const sessions = memorySessions(url.startsWith('https:'));
  const identify = ({ headers }: NodeRequest) => sessions.read(headers.cookie);
  const server = authorizationServer({ url, clients, clientSources, owner: { identify }, now });

  const resource = `${url}/mcp`;
  const resourceServerUrl = new URL(resource);
  const requireToken = requireBearerAuth({
    verifier: tokenVerifier({ tokens: server, resource, now }),
    requiredScopes: ['notes:read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resourceServerUrl),
  });

  const app = express();
  app.use(toNodeHandler(server));
  app.use(toNodeHandler(signIn(sessions, url)));
  app.use(
    mcpAuthMetadataRouter({
      oauthMetadata: oauthMetadata(server),
      resourceServerUrl,
      scopesSupported: ['notes:read', 'notes:write'],
      resourceName: 'Notes',
    }),
  );
  app.use(
    '/mcp',
    // DNS rebinding: a page of another site must not reach a server on this machine under the name of that site.
    hostHeaderValidation([resourceServerUrl.hostname]),
    // Clients in pages of any origin: without an access token, they get nothing.
    cors({ exposedHeaders: ['WWW-Authenticate', 'Mcp-Session-Id', 'Mcp-Protocol-Version'] }),
  );
  app.all('/mcp', requireToken, toMcpHandler(createMcpHandler(noteServers())));
  app.get('/', toNodeHandler(startPage(resource)));
  app.use(toNodeHandler(discoveryNotFound(server)));
  return app;
};
