import { subjectOf } from '@codegrant/mcp/sdk-1';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { type Configuration, fetchUserInfo } from 'openid-client';

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

/** An MCP server with a tool that calls the identity provider in the name of the user. */
export const mcpServer = (provider: Configuration, accessTokens: ReadonlyMap<string, string>): McpServer => {
  const server = new McpServer({ name: 'mail', version: '1.0.0' });
  server.registerTool('my_address', { description: 'Tells your e-mail address.' }, async ({ authInfo }) => {
    const subject = subjectOf(authInfo) ?? '';
    const accessToken = accessTokens.get(subject);
    if (accessToken === undefined) return { ...text('Sign in again.'), isError: true };
    const { email } = await fetchUserInfo(provider, accessToken, subject);
    return text(email ?? 'You have no address.');
  });
  return server;
};
