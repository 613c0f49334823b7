import type { NodeRequest } from '@codegrant/node';
import {
  type AuthorizationServer,
  type Clients,
  createAuthorizationServer,
  type Owners,
  revocation,
} from '@codegrant/server';

/** The authorization server of the MCP server at `${url}/mcp`. This is all that MCP needs. */
export const authorizationServer = (
  url: string,
  clients: Clients,
  owner: Owners<NodeRequest>,
): AuthorizationServer<NodeRequest> =>
  createAuthorizationServer({
    policy: {
      issuer: url,
      scopes: { 'notes:read': { name: 'Read your notes' }, 'notes:write': { name: 'Write notes' } },
      resources: { [`${url}/mcp`]: { name: 'Notes' } },
      // Some clients send no resource, and some always ask for offline_access.
      defaultResource: [`${url}/mcp`],
      unknownScope: 'ignore',
      refreshTokens: 'always',
    },
    clients,
    owner,
    signInUrl: '/sign-in',
    endpoints: [revocation],
    // For one process. Several processes need the same bytes: read them from your secret store.
    consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
  });
