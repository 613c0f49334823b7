import { subjectOf } from '@codegrant/mcp';
import type { NodeRequest } from '@codegrant/node';
import { returnPath } from '@codegrant/server';
import { McpServer } from '@modelcontextprotocol/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appWith } from '../../../packages/mcp/test/snippets/with-authorization.ts';
import { listen } from '../../mcp/src/listen.ts';
import { sdkClients } from '../../mcp/test/sdk-clients.ts';
import { allow, newBrowser } from './browser.ts';
import { userOf } from './flow.ts';
import { newKey } from './storage.ts';

const redirectUrl = 'http://127.0.0.1:8123/callback';

const newServer = (): McpServer => {
  const server = new McpServer({ name: 'mail', version: '1.0.0' });
  server.registerTool('who_am_i', { description: 'Tells who you are.' }, ({ http }) => ({
    content: [{ type: 'text', text: `You are ${subjectOf(http?.authInfo)}.` }],
  }));
  return server;
};

describe('The MCP server of @codegrant/mcp’s README', () => {
  it.each(sdkClients)('serves a client of %s that nobody registered.', async (_name, client) => {
    const { url, serve, close } = await listen(0);
    onTestFinished(close);
    const identify = (request: NodeRequest) => {
      const user = userOf(request);
      return user === undefined ? undefined : { subject: user.id };
    };
    const app = appWith(url, { owner: { identify }, consentKeys: [newKey()], registrationKeys: [newKey()] }, newServer);
    app.get('/sign-in', (request, response) => {
      response.set('set-cookie', 'user=ada').redirect(303, returnPath(request.query['return_to']) ?? '/');
    });
    serve(app);
    const browser = newBrowser((at) => at.startsWith(redirectUrl));
    const person = async (at: URL): Promise<URL> => allow(browser, await browser.open(at.href));
    const { call } = client({ resource: `${url}/mcp`, redirectUrl, person });
    expect(await call('who_am_i')).toMatchObject({ content: [{ text: 'You are ada.' }] });
  });
});
