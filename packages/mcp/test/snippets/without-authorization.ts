import { randomUUID } from 'node:crypto';
import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import express, { type Request } from 'express';

// Your MCP server.
const newMcpServer = (): McpServer => {
  const mcpServer = new McpServer({ name: 'mail', version: '1.0.0' });
  mcpServer.registerTool('who_am_i', { description: 'Tells who you are.' }, () => ({
    content: [{ type: 'text', text: 'You are nobody.' }],
  }));
  return mcpServer;
};

// Your users and sessions. This example has one user and no passwords.
type User = { readonly id: number; readonly name: string };
const sessions = new Map<string, User>();
const userOf = ({ headers }: Request): User | undefined =>
  sessions.get(/(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '');

const app = express();
app.get('/', (request, response) => void response.type('text').send(`You are ${userOf(request)?.name ?? 'nobody'}.`));
app.get('/login', (_request, response) => void response.send('<form method="post"><button>Sign in</button></form>'));
app.post('/login', (request, response) => {
  const session = randomUUID();
  sessions.set(session, { id: 17, name: 'Ada' });
  response.cookie('session', session, { httpOnly: true, sameSite: 'lax' });
  response.redirect(303, '/');
});
const answerMcp = toMcpHandler(createMcpHandler(newMcpServer));
app.all('/mcp', (request, response) => answerMcp(request, response, request.body));
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
