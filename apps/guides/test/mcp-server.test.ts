import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stop, untilReady } from '../../../testing/child-process.ts';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { accepts, freePort } from '../../../testing/free-port.ts';
import { sdkClients } from '../../mcp/test/sdk-clients.ts';
import { allow, newBrowser } from './browser.ts';

const redirectUrl = 'http://127.0.0.1:8123/callback';

const folder = join(import.meta.dirname, '../../../packages/mcp');

/** The commands that the README starts its server with. */
const commands = codeBlocks(readFileSync(join(folder, 'README.md'), 'utf8'), 'sh').find((block) =>
  block.includes('node server.ts'),
);

/** Starts the server of the README with the commands of the README, until the test is over. Returns its URL. */
const start = async (): Promise<string> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('sh', ['-c', String(commands).replace('node server.ts', 'exec node server.ts')], {
    cwd: join(folder, 'test/snippets'),
    env: {
      PATH: dirname(process.execPath) + delimiter + process.env['PATH'],
      NODE_OPTIONS: '--conditions=@codegrant/source',
      PORT: String(port),
      MCP_URL: `${url}/mcp`,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(() => stop(child));
  await untilReady(child, () => accepts(port));
  return url;
};

describe('The MCP server of @codegrant/mcp’s README', () => {
  it.each(sdkClients)('serves a client of %s that nobody registered.', async (_name, client) => {
    const url = await start();
    const browser = newBrowser((at) => at.startsWith(redirectUrl));
    const person = async (at: URL): Promise<URL> => {
      const signInPage = await browser.open(at.href);
      expect(new URL(signInPage.url).pathname).toBe('/login');
      return allow(browser, await browser.send(signInPage.url, {}));
    };
    const { call } = client({ resource: `${url}/mcp`, redirectUrl, person });
    expect(await call('who_am_i')).toMatchObject({ content: [{ text: 'You are user 17.' }] });
  });
});
