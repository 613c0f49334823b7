import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { type NodeRequest, requireBearer, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, protectedResource } from '@codegrant/server';
import { createMcpExpressApp } from '@modelcontextprotocol/express';
import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { appWith } from './snippets/app.ts';
import { mailServer } from './snippets/tool.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

const snippet = (name: string): string => readFileSync(join(import.meta.dirname, 'snippets', name), 'utf8');

/** The lines of a snippet, without imports, comments and empty lines. */
const linesOf = (name: string): readonly string[] =>
  snippet(name)
    .split('\n')
    .filter((line) => line !== '' && !/^(?:import|\/\/) /.test(line));

/** What a client sends to call a tool. */
const callOfTool = (): Request =>
  new Request('https://mail.example/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'empty_trash' } }),
  });

const authInfo = (scopes: string[]) => ({ token: 'a', clientId: 'app', scopes, extra: { subject: 'alice' } });

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    expect(codeBlocks(readme, 'ts')).toEqual(['server.ts', 'app.ts', 'tool.ts'].map(snippet));
  });

  it('adds authorization to an MCP server in fewer than 15 lines.', () => {
    const before = new Set(linesOf('without-authorization.ts'));
    const added = linesOf('server.ts').filter((line) => !before.has(line));
    expect(added.length).toBeLessThan(15);
    expect(readme).toContain(`authorization needs ${added.length} new lines`);
  });

  it('has an app that leads a client without a token to the authorization server.', async () => {
    const server = createAuthorizationServer(optionsWith<NodeRequest>(() => undefined));
    const app = appWith(server, (_request, response) => void response.end());
    const { origin, close } = await listen((request, response) => void app(request, response));
    onTestFinished(close);
    const { status, headers } = await fetch(`${origin}/mcp`, { method: 'POST' });
    expect(status).toBe(401);
    const path = '/.well-known/oauth-protected-resource/mcp';
    expect(headers.get('www-authenticate')).toContain(`resource_metadata="https://mail.example${path}"`);
    const metadata: unknown = await (await fetch(`${origin}${path}`)).json();
    expect(metadata).toMatchObject({ authorization_servers: [server.policy.issuer], scopes_supported: ['read'] });
  });

  it('says what createMcpExpressApp of the SDK changes.', async () => {
    const server = createAuthorizationServer(optionsWith<NodeRequest>(() => undefined));
    const app = createMcpExpressApp();
    app.use(toNodeHandler(server));
    app.all('/mcp', requireBearer(protectedResource({ tokens: server })));
    const { origin, close } = await listen((request, response) => void app(request, response));
    onTestFinished(close);
    const statusOf = async (
      path: string,
      headers: Record<string, string>,
      body?: string | URLSearchParams,
    ): Promise<number> =>
      (await fetch(origin + path, { headers, ...(body === undefined ? {} : { method: 'POST', body }) })).status;
    const form = new URLSearchParams({ grant_type: 'authorization_code', code: 'x' });
    // Without client_id: invalid_client.
    expect(await statusOf('/oauth/token', {}, form)).toBe(401);
    const json = { 'content-type': 'application/json' };
    expect([await statusOf('/mcp', json, '{}'), await statusOf('/mcp', json, '{')]).toEqual([401, 400]);
    const elsewhere = { origin: 'https://inspector.example' };
    expect(await statusOf('/oauth/token', elsewhere, form)).toBe(403);
    expect(await statusOf('/.well-known/oauth-authorization-server', elsewhere)).toBe(403);
    expect(await statusOf('/.well-known/oauth-authorization-server', {})).toBe(200);
  });

  it('gives the body that express.json() has read to the handler of the SDK.', async () => {
    const answerMcp = toMcpHandler(createMcpHandler(mailServer));
    const app = createMcpExpressApp();
    app.all('/mcp', (request, response) => answerMcp(request, response, request.body));
    app.all('/without-body', answerMcp);
    const { origin, close } = await listen((request, response) => void app(request, response));
    onTestFinished(close);
    const statusAt = async (path: string): Promise<number> => {
      const { method, headers, body } = callOfTool();
      return (await fetch(origin + path, { method, headers, body, duplex: 'half' })).status;
    };
    expect([await statusAt('/mcp'), await statusAt('/without-body')]).toEqual([200, 400]);
  });

  it('has a tool that needs a further scope, and that knows its user.', async () => {
    const { fetch } = createMcpHandler(mailServer);
    const refused = await fetch(callOfTool(), { authInfo: authInfo(['read']) });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="read delete"');
    const done = await fetch(callOfTool(), { authInfo: authInfo(['read', 'delete']) });
    expect(await done.text()).toContain('The trash of alice is empty.');
  });
});
