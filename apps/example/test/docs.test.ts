import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import fetchServer from './snippets/fetch-server.ts';
import { app as hono } from './snippets/hono.ts';
import { GET, POST } from './snippets/next-route.ts';
import worker from './snippets/worker.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const snippet = (name: string): string => join(import.meta.dirname, 'snippets', name);

/** The TypeScript blocks of a document. */
const blocksOf = (document: string): readonly string[] =>
  Array.from(read(document).matchAll(/```ts\n([\s\S]*?)```/g), ([, block]) => block ?? '');

const run = (name: string): string =>
  execFileSync(process.execPath, ['--conditions=@codegrant/source', snippet(name)], { encoding: 'utf8' });

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const start = async (name: string): Promise<string> => {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], PORT: String(port) };
  const child = spawn(process.execPath, ['--conditions=@codegrant/source', snippet(name)], { env });
  onTestFinished(() => void child.kill());
  return `http://127.0.0.1:${port}`;
};

/** The first answer of a server that is just starting. */
const knock = async (address: string): Promise<Response> => {
  try {
    return await fetch(address, { redirect: 'manual' });
  } catch {
    return knock(address);
  }
};

const adapters = ['node-server.ts', 'fastify-server.ts', 'fetch-server.ts', 'worker.ts', 'hono.ts', 'next-route.ts'];

describe('The documents show code that runs:', () => {
  it.each([
    ['README.md', [...adapters, 'decide.ts']],
    ['packages/core/README.md', ['core-server.ts']],
  ])('every TypeScript block of %s is a snippet that the tests run.', (document, names) => {
    expect(blocksOf(document)).toEqual(names.map((name) => readFileSync(snippet(name), 'utf8')));
  });

  it('the server of core’s README has 40 lines at most.', () => {
    expect(readFileSync(snippet('core-server.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('the README’s decision is the one that it says it is.', () => {
    expect(run('decide.ts')).toBe(
      'pkce-used - code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.\n',
    );
    expect(read('README.md')).toContain(run('decide.ts'));
  });

  it.each(['node-server.ts', 'fastify-server.ts'])('the README’s server serves: %s', async (name) => {
    const origin = await start(name);
    const query = 'response_type=code&client_id=cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A8912%2Fcallback';
    const answer = await knock(`${origin}/oauth/authorize?${query}`);
    expect(answer.headers.get('location')).toContain('http://127.0.0.1:8912/callback?error=invalid_request');
  });

  it('the server of core’s README serves, and gives a code.', async () => {
    const origin = await start('core-server.ts');
    const query =
      'response_type=code&client_id=cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A8912%2Fcallback' +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
    const address = `${origin}/authorize?${query}`;
    expect((await knock(address)).headers.get('location')).toMatch(/^\/in\?return_to=/);
    const signedIn = await fetch(address, { redirect: 'manual', headers: { cookie: 'anything' } });
    expect(signedIn.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:8912\/callback\?code=[\w-]{43}&iss=/);
  });

  it('the README’s handlers answer.', async () => {
    const request = (): Request => new Request('https://login.example/oauth/authorize');
    const answers = [
      fetchServer.fetch(request()),
      worker.fetch(request(), { CONSENT_KEY: 'x'.repeat(32) }),
      hono.fetch(request()),
      GET(request()),
      POST(request()),
    ];
    for (const answer of answers) expect((await answer).status).toBe(400);
  });

  it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'packages/core/README.md'])(
    'every file that %s links to is there.',
    (document) => {
      const links = Array.from(read(document).matchAll(/\]\((?!https?:)([^)#]+)/g), ([, target]) => target ?? '');
      for (const link of links) expect(existsSync(join(root, dirname(document), link)), link).toBe(true);
    },
  );

  it('every pnpm command that the documents name is a script.', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = ['README.md', 'CONTRIBUTING.md'].flatMap((document) =>
      Array.from(
        read(document).matchAll(/pnpm(?:@12)? ((?!install|exec|changeset)[a-z:]+)/g),
        ([, name]) => name ?? '',
      ),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) expect(scripts, name).toHaveProperty(name);
  });
});
