import { InvalidSettings, type PolicySettings } from '@codegrant/server';
import { isApiUri } from '@codegrant/server/internal';

/** What differs between MCP servers. You can set every other member of the policy too. */
export interface McpPolicySettings extends Omit<PolicySettings, 'issuer' | 'resources'> {
  /** The URL of the MCP server, exactly as users type it in their client. */
  readonly resource: string;
  /** The name of the MCP server on the consent page. */
  readonly name: string;
  /** Default: the scheme and host of `resource`. */
  readonly issuer?: string;
  /** Default: the MCP server. Needed only for several APIs. */
  readonly resources?: PolicySettings['resources'];
}

/** What the policy needs of `resource`: its members are made of it, under names that the operator did not write. */
const checkResource = (resource: unknown): void => {
  if (typeof resource !== 'string' || !isApiUri(resource))
    throw new InvalidSettings('MCP policy', [
      `resource ${JSON.stringify(resource)} must be the URL of the MCP server, exactly as users type it: https, or http on ` +
        'http://127.0.0.1, http://[::1] or http://localhost, without a fragment.',
    ]);
};

/**
 * The policy of an authorization server for one MCP server. Its defaults fit what MCP clients send: some send no scope, some send no
 * resource, and some always ask for `offline_access`.
 *
 * @param settings `createAuthorizationServer` checks them, except `resource`
 * @returns the option `policy` of `createAuthorizationServer`
 * @throws {InvalidSettings} if `resource` is not the URL of an MCP server
 * @example
 * mcpPolicy({ resource: 'https://mail.example/mcp', name: 'Mail', scopes: { read: { name: 'Read your mail' } } });
 */
export const mcpPolicy = ({ resource, name, ...settings }: McpPolicySettings): PolicySettings => {
  checkResource(resource);
  return {
    issuer: new URL(resource).origin,
    defaultScope: Object.keys({ ...settings.scopes }),
    resources: { [resource]: { name } },
    defaultResource: [resource],
    unknownScope: 'ignore',
    refreshTokens: 'always',
    ...settings,
  };
};
