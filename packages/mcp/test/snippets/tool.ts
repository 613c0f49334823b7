import { subjectOf } from '@codegrant/mcp';
import { McpServer, requireScopes } from '@modelcontextprotocol/server';

/** An MCP server with a tool that needs a further scope. */
export const mailServer = (): McpServer => {
  const server = new McpServer({ name: 'mail', version: '1.0.0' });
  server.registerTool(
    'empty_trash',
    { description: 'Deletes your old mail.', scopeChallenge: requireScopes('read', 'delete') },
    (context) => ({ content: [{ type: 'text', text: `The trash of ${subjectOf(context.http?.authInfo)} is empty.` }] }),
  );
  return server;
};
