import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startExample } from './start-example.ts';

const cli = join(import.meta.dirname, '../../../packages/conformance/src/command/cli.ts');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const clients = join(folder, 'clients.json');
const call = ['--conditions=@codegrant/source', cli];
writeFileSync(clients, spawnSync(process.execPath, [...call, '--print-clients'], { encoding: 'utf8' }).stdout);

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly problems: string;
}

const conformance = async (...args: readonly string[]): Promise<Outcome> => {
  const child = spawn(process.execPath, [...call, ...args]);
  const [out, problems]: string[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out?.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => problems?.push(chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, out: out?.join('') ?? '', problems: problems?.join('') ?? '' };
};

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/authorize`;
};

describe('The command that sends the vectors to a server', () => {
  it('finds no violation in the example, and reports what was not run.', async () => {
    const { serverUrl, stop } = await startExample({ CLIENTS: clients });
    onTestFinished(async () => void (await stop()));
    const json = join(folder, 'result.json');
    const urls = ['--authorize', `${serverUrl}/oauth/authorize`, '--token', `${serverUrl}/oauth/token`];
    const { code, out, problems } = await conformance(...urls, '--clients', clients, '--json', json);
    expect({ code, problems }).toEqual({ code: 0, problems: '' });
    expect(out).toMatch(/not run: \d+ need another policy/);
    const { counts } = JSON.parse(readFileSync(json, 'utf8')) as { counts: Record<string, number> };
    expect(counts['violates']).toBe(0);
    // The example has no scope `Read`, so it may reject it.
    expect(counts['allowed']).toBe(1);
    expect(counts['agrees']).toBeGreaterThan(1000);
  }, 60_000);

  it('finds an open redirect and exits with 1.', async () => {
    const authorize = await serve(({ url = '' }, response) => {
      const uri = new URL(url, 'http://127.0.0.1').searchParams.get('redirect_uri') ?? '';
      response.writeHead(302, { location: encodeURI(`${uri}?error=invalid_request`) }).end();
    });
    const { code, out } = await conformance(
      '--authorize',
      authorize,
      '--clients',
      clients,
      '--only',
      'redirect-uri-comparison',
    );
    expect(code).toBe(1);
    expect(out).toContain('open-redirect: https://');
  });

  it('counts a vector whose client is not registered as not run.', async () => {
    const authorize = await serve((_, response) => response.writeHead(400).end());
    const none = join(folder, 'none.json');
    writeFileSync(none, '[]');
    const { code, out } = await conformance('--authorize', authorize, '--clients', none, '--only', 'state');
    expect(code).toBe(0);
    expect(out).toMatch(/not run: \d+ need a client that is not registered/);
  });

  it('exits with 2 and one line if the server does not respond, or if options are invalid.', async () => {
    const unreachable = await conformance('--authorize', 'http://127.0.0.1:1/authorize', '--clients', clients);
    expect(unreachable.code).toBe(2);
    expect(unreachable.problems).toMatch(/^--authorize: .* does not respond .*\n$/);
    const invalid = await conformance('--authorize', 'nowhere', '--clients', clients);
    expect(invalid.code).toBe(2);
    expect(invalid.problems).toMatch(/^--authorize: .*\n$/);
  });
});
