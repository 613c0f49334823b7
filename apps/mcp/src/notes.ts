import { subjectOf } from '@codegrant/mcp';
import { McpServer, requireScopes } from '@modelcontextprotocol/server';
import * as z from 'zod';

/** What a tool knows of its request. */
type ToolContext = Parameters<typeof userOf>[0];

/** The user of the access token. Each user has notes of their own. */
const userOf = (context: { readonly http?: { readonly authInfo?: Parameters<typeof subjectOf>[0] } }): string => {
  const subject = subjectOf(context.http?.authInfo);
  if (subject === undefined) throw new Error('Notes belong to a user, but this access token has none.');
  return subject;
};

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

/**
 * Makes MCP servers with the tools `list_notes` and `add_note`. All of them share the notes.
 *
 * @returns a function that makes a server for one request
 */
export const noteServers = (): (() => McpServer) => {
  const notes = new Map<string, readonly string[]>();
  const notesOf = (context: ToolContext): readonly string[] => notes.get(userOf(context)) ?? [];
  return () => {
    const server = new McpServer({ name: 'notes', version: '1.0.0' });
    server.registerTool(
      'list_notes',
      { description: 'Lists your notes.', inputSchema: z.object({}) },
      (_input, context) => text(notesOf(context).join('\n') || 'You have no notes.'),
    );
    server.registerTool(
      'add_note',
      {
        description: 'Adds a note.',
        inputSchema: z.object({ note: z.string() }),
        // Both: a client that asks for exactly what the challenge names must still be able to read.
        scopeChallenge: requireScopes('notes:read', 'notes:write'),
      },
      ({ note }, context) => {
        notes.set(userOf(context), [...notesOf(context), note]);
        return text('Added.');
      },
    );
    return server;
  };
};
