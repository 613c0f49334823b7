import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from './listen.ts';
import { exampleForTest } from './use-example.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const cli = join(import.meta.dirname, '../../../packages/conformance/src/command/cli.ts');
const folder = temporaryFolder();
const clients = join(folder, 'clients.json');
const command = ['--conditions=@codegrant/source', cli];
writeFileSync(clients, spawnSync(process.execPath, [...command, '--print-clients'], { encoding: 'utf8' }).stdout);

const registered = JSON.parse(readFileSync(clients, 'utf8')) as readonly {
  readonly client_id: string;
  readonly redirect_uris: readonly string[];
}[];
const redirectUris = new Set(registered.flatMap(({ redirect_uris }) => redirect_uris));

/** A server that sends valid requests of known clients to sign-in, and answers every other request with this status. */
const signInFor =
  (known: (clientId: string) => boolean, status = 400): RequestListener =>
  ({ url = '' }, response) => {
    const clientId = new URL(url, 'http://127.0.0.1').searchParams.get('client_id') ?? '';
    if (known(clientId)) response.writeHead(302, { location: '/sign-in' }).end();
    else response.writeHead(status).end();
  };

const isRegistered = (clientId: string): boolean => registered.some(({ client_id }) => client_id === clientId);

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
    expect(stdout).not.toContain('Not judged');
    const { counts } = JSON.parse(readFileSync(json, 'utf8')) as { counts: Record<string, number> };
    expect(counts['violates']).toBe(0);
    // The example may reject `Read`: scopes are case-sensitive, and it has only `read`. It may serve `admin`, which the
    // policy of the vectors lacks, to the two clients that are registered for it. It supports the grant type refresh_token, so
    // the error of two vectors is another one. It reads no further parameters, so it may accept three wrong ones.
    expect(counts['allowed']).toBe(9);
    expect(counts['agrees']).toBeGreaterThan(1000);
  }, 60_000);

  it('finds an open redirect, and exits with 1.', async () => {
    const authorize = await serve(({ url = '' }, response) => {
      const asked = new URL(url, 'http://127.0.0.1').searchParams;
      const uri = asked.get('redirect_uri') ?? '';
      const location = redirectUris.has(uri) ? '/sign-in' : encodeURI(`${uri}?error=invalid_request`);
      response.writeHead(302, { location }).end();
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

  it('names the clients that it cannot judge, because their valid requests are rejected, and does not run their vectors.', async () => {
    const authorize = await serve(
      signInFor((id) => isRegistered(id) && id !== 'web-star' && id !== 'client with spaces', 404),
    );
    const json = join(folder, 'unjudged.json');
    const { stdout } = await conformance(
      '--authorize',
      authorize,
      '--clients',
      clients,
      '--only',
      'state',
      '--json',
      json,
    );
    expect(stdout).toContain(
      'plainly valid request of the client:\n  client with spaces: status 404\n  web-star: status 404\nRegister',
    );
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      unjudged: [
        { clientId: 'client with spaces', came: 'status 404' },
        { clientId: 'web-star', came: 'status 404' },
      ],
    });
  });

  it.each<[what: string, listener: RequestListener, args: readonly string[], says: string]>([
    [
      'every client is rejected there',
      (_, response) => response.writeHead(404).end(),
      [],
      'rejects a plainly valid request of every client (status 404 for web). Check the address',
    ],
    [
      'every request leads to sign-in',
      signInFor(() => true),
      [],
      'accepts a request of a client that does not exist (302 to /sign-in). Check the address; if the server requires sign-in first, pass --cookie.',
    ],
    [
      'every request leads to sign-in, although a cookie is sent',
      signInFor(() => true),
      ['--cookie', 'a=b'],
      'check that --cookie belongs to a signed-in user.',
    ],
    [
      'every request leads to a page',
      (_, response) => response.writeHead(200).end('<h1>Welcome</h1>'),
      [],
      'accepts a request of a client that does not exist (a page with status 200)',
    ],
  ])('cannot judge an address if %s: it exits with 2 and one line.', async (_what, listener, args, says) => {
    const authorize = await serve(listener);
    const { code, stdout, stderr } = await conformance('--authorize', authorize, '--clients', clients, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^--authorize: http:.*\n$/);
    expect(stderr).toContain(says);
  });

  it('cannot judge an address that is no token endpoint.', async () => {
    const authorize = await serve(signInFor(isRegistered));
    const token = await serve((_, response) => response.writeHead(404).end('Not found'));
    const { code, stderr } = await conformance('--authorize', authorize, '--clients', clients, '--token', token);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^--token: .* does not answer as a token endpoint does \(status 404, no error in JSON\)\. Check the address\.\n$/,
    );
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
