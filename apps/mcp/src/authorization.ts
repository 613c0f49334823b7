import { mcpPolicy } from '@codegrant/mcp';
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
    policy: mcpPolicy({
      resource: `${url}/mcp`,
      name: 'Notes',
      scopes: { 'notes:read': { name: 'Read your notes' }, 'notes:write': { name: 'Write notes' } },
      defaultScope: ['notes:read'],
    }),
    endpoints: [revocation, registration({ keys: [randomKey()], customRedirectSchemes: ['cursor'] })],
    signInUrl: '/sign-in',
    consentKeys: [randomKey()],
    ...given,
  });
