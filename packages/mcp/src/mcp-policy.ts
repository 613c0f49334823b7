import type { PolicySettings } from '@codegrant/server';

/** What differs between MCP servers. You can set every other member of the policy too. */
export interface McpPolicySettings extends Omit<PolicySettings, 'issuer' | 'resources'> {
  /** The URL of the MCP server, as clients connect to it. */
  readonly resource: string;
  /** The name of the MCP server on the consent page. */
  readonly name: string;
  /** Default: the scheme and host of `resource`. */
  readonly issuer?: string;
  /** Default: the MCP server. Needed only for several APIs. */
  readonly resources?: PolicySettings['resources'];
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

/**
 * The policy of an authorization server for one MCP server. Its defaults fit what MCP clients send: some send no scope, some send no
 * resource, and some always ask for `offline_access`.
 *
 * @param settings `createAuthorizationServer` checks them
 * @returns the option `policy` of `createAuthorizationServer`
 * @example
 * mcpPolicy({ resource: 'https://mail.example/mcp', name: 'Mail', scopes: { read: { name: 'Read your mail' } } });
 */
export const mcpPolicy = ({ resource, name, ...settings }: McpPolicySettings): PolicySettings => ({
  issuer: originOf(resource),
  defaultScope: Object.keys({ ...settings.scopes }),
  resources: { [resource]: { name } },
  defaultResource: [resource],
  unknownScope: 'ignore',
  refreshTokens: 'always',
  ...settings,
});
