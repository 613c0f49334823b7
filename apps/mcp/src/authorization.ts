import type { NodeRequest } from '@codegrant/node';
import {
  type AuthorizationServer,
  createAuthorizationServer,
  registration,
  revocation,
  type ServerOptions,
} from '@codegrant/server';

/** What differs between the app and its tests. */
interface Given extends Pick<ServerOptions<NodeRequest>, 'clients' | 'clientSources' | 'owner' | 'now'> {
  readonly url: string;
}

/** For one process. Several processes need the same bytes: read them from your secret store. */
const randomKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));

/** The authorization server of the MCP server at `${url}/mcp`. */
export const authorizationServer = ({ url, ...given }: Given): AuthorizationServer<NodeRequest> =>
  createAuthorizationServer({
    policy: {
      issuer: url,
      scopes: { 'notes:read': { name: 'Read your notes' }, 'notes:write': { name: 'Write notes' } },
      resources: { [`${url}/mcp`]: { name: 'Notes' } },
      // Some clients send no scope, some send no resource, and some always ask for offline_access.
      defaultScope: ['notes:read'],
      defaultResource: [`${url}/mcp`],
      unknownScope: 'ignore',
      refreshTokens: 'always',
    },
    endpoints: [revocation, registration({ keys: [randomKey()], customRedirectSchemes: ['cursor'] })],
    signInUrl: '/sign-in',
    consentKeys: [randomKey()],
    ...given,
  });
