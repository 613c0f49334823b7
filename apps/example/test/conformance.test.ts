import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from './listen.ts';
import { exampleForTest } from './use-example.ts';

const cli = join(import.meta.dirname, '../../../packages/conformance/src/command/cli.ts');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const clients = join(folder, 'clients.json');
const command = ['--conditions=@codegrant/source', cli];
writeFileSync(clients, spawnSync(process.execPath, [...command, '--print-clients'], { encoding: 'utf8' }).stdout);

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const conformance = async (...args: readonly string[]): Promise<Outcome> => {
  const child = spawn(process.execPath, [...command, ...args]);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
};

const serve = async (listener: RequestListener): Promise<string> => {
  const { origin, close } = await listen(listener);
  onTestFinished(close);
  return `${origin}/authorize`;
};

describe('The conformance command', () => {
  it('finds no violation in the example, and lists what it did not run.', async () => {
    const { serverUrl } = await exampleForTest({ CLIENTS: clients });
    const json = join(folder, 'result.json');
    const urls = ['--authorize', `${serverUrl}/oauth/authorize`, '--token', `${serverUrl}/oauth/token`];
    const { code, stdout, stderr } = await conformance(...urls, '--clients', clients, '--json', json);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/not run: \d+ need another policy/);
    const { counts } = JSON.parse(readFileSync(json, 'utf8')) as { counts: Record<string, number> };
    expect(counts['violates']).toBe(0);
    // The example may reject `Read`: scopes are case-sensitive, and it has only `read`. It may serve `admin`, which the
    // policy of the vectors lacks, to the two clients that are registered for it.
    expect(counts['allowed']).toBe(4);
    expect(counts['agrees']).toBeGreaterThan(1000);
  }, 60_000);

  it('finds an open redirect, and exits with 1.', async () => {
    const authorize = await serve(({ url = '' }, response) => {
      const uri = new URL(url, 'http://127.0.0.1').searchParams.get('redirect_uri') ?? '';
      response.writeHead(302, { location: encodeURI(`${uri}?error=invalid_request`) }).end();
    });
    const { code, stdout } = await conformance(
      '--authorize',
      authorize,
      '--clients',
      clients,
      '--only',
      'redirect-uri-comparison',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('open-redirect: https://');
  });

  it('counts a vector as not run if its client is not registered.', async () => {
    const authorize = await serve((_, response) => response.writeHead(400).end());
    const none = join(folder, 'none.json');
    writeFileSync(none, '[]');
    const { code, stdout } = await conformance('--authorize', authorize, '--clients', none, '--only', 'state');
    expect(code).toBe(0);
    expect(stdout).toMatch(/not run: \d+ need a client that is not registered/);
  });

  it('exits with 2 and one line if the server does not answer or an option is invalid.', async () => {
    const unreachable = await conformance('--authorize', 'http://127.0.0.1:1/authorize', '--clients', clients);
    expect(unreachable.code).toBe(2);
    expect(unreachable.stderr).toMatch(/^--authorize: .* does not respond .*\n$/);
    const invalid = await conformance('--authorize', 'nowhere', '--clients', clients);
    expect(invalid.code).toBe(2);
    expect(invalid.stderr).toMatch(/^--authorize: .*\n$/);
  });
});
