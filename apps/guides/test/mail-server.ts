import { subjectOf } from '@codegrant/mcp/sdk-1';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

/** An MCP server whose tool tells the user of the token. */
export const mailServer = (): McpServer => {
  const server = new McpServer({ name: 'mail', version: '1.0.0' });
  server.registerTool('who_am_i', { description: 'Tells who you are.' }, ({ authInfo }) => ({
    content: [{ type: 'text', text: `You are ${subjectOf(authInfo)}.` }],
  }));
  return server;
};
