import { mcpPolicy } from '@codegrant/mcp';
import { type NodeRequest, requireBearer, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, protectedResource, registration, type ServerOptions } from '@codegrant/server';
import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import express, { type Express } from 'express';

/** Your sessions, and keys of 32 random bytes: the same in every process. */
type Given = Pick<ServerOptions<NodeRequest>, 'owner' | 'consentKeys'> & { registrationKeys: readonly Uint8Array[] };

/** An MCP server for your users, and its authorization server. `issuer` is the URL of the app: https://mail.example. */
export const appWith = (issuer: string, { registrationKeys, ...given }: Given, newServer: () => McpServer): Express => {
  const resource = `${issuer}/mcp`;
  const server = createAuthorizationServer<NodeRequest>({
    policy: mcpPolicy({ resource, name: 'Mail', scopes: { read: { name: 'Read your mail' } } }),
    endpoints: [registration({ keys: registrationKeys })],
    ...given,
  });
  const api = protectedResource({ tokens: server, resource, authorizationServers: [issuer], scopes: ['read'] });
  const app = express();
  app.use(toNodeHandler(server), toNodeHandler(api));
  app.all('/mcp', requireBearer(api, { scope: ['read'] }), toMcpHandler(createMcpHandler(newServer)));
  return app;
};
