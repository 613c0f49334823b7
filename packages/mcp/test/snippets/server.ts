import { randomUUID } from 'node:crypto';
import { mcpPolicy, subjectOf } from '@codegrant/mcp';
import { requireBearer, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, type Owner, protectedResource, registration, returnPath } from '@codegrant/server';
import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import express, { type Request } from 'express';

// Your MCP server.
const newMcpServer = (): McpServer => {
  const mcpServer = new McpServer({ name: 'mail', version: '1.0.0' });
  mcpServer.registerTool('who_am_i', { description: 'Tells who you are.' }, ({ http }) => ({
    content: [{ type: 'text', text: `You are user ${subjectOf(http?.authInfo)}.` }],
  }));
  return mcpServer;
};

// Your users and sessions. This example has one user and no passwords.
type User = { readonly id: number; readonly name: string };
const sessions = new Map<string, User>();
const userOf = ({ headers }: Request): User | undefined =>
  sessions.get(/(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '');

// The authorization server, and the check of access tokens.
const resource = process.env['MCP_URL'] ?? 'http://127.0.0.1:3000/mcp'; // Exactly the URL that users type.
const ownerOf = (user?: User): Owner | undefined => user && { subject: String(user.id), name: user.name };
const auth = createAuthorizationServer<Request>({
  policy: mcpPolicy({ resource, name: 'Mail', scopes: { read: { name: 'Read your mail' } } }),
  owner: { identify: (request) => ownerOf(userOf(request)) },
  signInUrl: '/login',
  endpoints: [registration({ keys: [Buffer.from(process.env['REGISTRATION_KEY'] ?? '', 'base64')] })],
  consentKeys: [Buffer.from(process.env['CONSENT_KEY'] ?? '', 'base64')],
});
const api = protectedResource({ tokens: auth, resource, authorizationServers: [auth.policy.issuer], scopes: ['read'] });

const app = express();
app.use(toNodeHandler(auth), toNodeHandler(api)); // new
app.get('/', (request, response) => void response.type('text').send(`You are ${userOf(request)?.name ?? 'nobody'}.`));
app.get('/login', (_request, response) => void response.send('<form method="post"><button>Sign in</button></form>'));
app.post('/login', (request, response) => {
  const session = randomUUID();
  sessions.set(session, { id: 17, name: 'Ada' });
  response.cookie('session', session, { httpOnly: true, sameSite: 'lax' });
  response.redirect(303, returnPath(request.query['return_to']) ?? '/'); // was: response.redirect(303, '/')
});
app.all('/mcp', requireBearer(api, { scope: ['read'] })); // new
const answerMcp = toMcpHandler(createMcpHandler(newMcpServer));
app.all('/mcp', (request, response) => answerMcp(request, response, request.body));
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
