import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { consentDetailsSchema, grantRequestSchema, grantResponseSchema } from '@codegrant/core/internal';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memberNames } from '../../../packages/core/src/client/client-metadata.ts';
import { blocksOf, knock, read, root, run, snippet, start } from './documents.ts';
import fetchServer from './snippets/fetch-server.ts';
import { app as hono } from './snippets/hono.ts';
import { GET, OPTIONS, POST } from './snippets/next-route.ts';
import worker from './snippets/worker.ts';

const inReadme = [
  'node-server.ts',
  'return-path.ts',
  'openapi.ts',
  'fastify-server.ts',
  'fetch-server.ts',
  'worker.ts',
  'hono.ts',
  'next-route.ts',
  'decide.ts',
];

const gitHub = /^https:\/\/github\.com\/codegrant\/codegrant\/(?:blob|tree)\/main\//;

/** The files of this repository that a document links to, as paths from the root. */
const linkedFiles = (document: string): readonly string[] => {
  // Code has brackets before parentheses as well.
  const prose = read(document).replaceAll(/```[\s\S]*?```/g, '');
  const targets = Array.from(prose.matchAll(/\]\(([^)#]+)/g), ([, target]) => target ?? '');
  return targets
    .filter((target) => gitHub.test(target) || !/^https?:/.test(target))
    .map((target) => (gitHub.test(target) ? target.replace(gitHub, '') : join(dirname(document), target)));
};

describe('The documents show code that runs:', () => {
  it.each([
    ['README.md', inReadme],
    ['packages/core/README.md', ['core-server.ts']],
    ['packages/server/README.md', ['clients.ts']],
  ])('every TypeScript block of %s is a snippet that the tests run.', (document, names) => {
    expect(blocksOf(document)).toEqual(names.map(snippet));
  });

  it('the server of core’s README has 40 lines at most.', () => {
    expect(snippet('core-server.ts').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('the README’s decision is the one that it says it is.', () => {
    expect(run('decide.ts')).toBe(
      'pkce-used - code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.\n',
    );
    expect(read('README.md')).toContain(run('decide.ts'));
  });

  it('the README’s sign-in page goes back where it may, and nowhere else.', () => {
    expect(run('return-path.ts')).toBe('/oauth/authorize?client_id=cli\n/\n');
    expect(read('README.md')).toContain(run('return-path.ts'));
  });

  it('the README’s JSON is what the endpoints take and give.', () => {
    const blocks = Array.from(read('README.md').matchAll(/```json\n([\s\S]*?)```/g), ([, block]) => block ?? '');
    const schemas = [consentDetailsSchema, grantRequestSchema, grantResponseSchema];
    expect(blocks).toHaveLength(schemas.length);
    for (const [index, schema] of schemas.entries())
      expect(v.safeParse(schema, JSON.parse(blocks[index] ?? '')).issues, blocks[index]).toBeUndefined();
  });

  it('the clients of @codegrant/server’s README are clients, where their secrets are set.', () => {
    expect(() => run('clients.ts')).toThrow('client_secret must not be empty');
    process.env['WAREHOUSE_SECRET'] = 'a secret';
    onTestFinished(() => void delete process.env['WAREHOUSE_SECRET']);
    expect(run('clients.ts')).toBe('');
  });

  it('@codegrant/server’s README has every member of a client in its table.', () => {
    const table = read('packages/server/README.md').split('## Clients')[1] ?? '';
    for (const name of memberNames) expect(table).toContain(`\`${name}\``);
  });

  it('the README’s document describes the server.', () => {
    expect(JSON.parse(run('openapi.ts'))).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Our sign-in', version: '2.0.0' },
      paths: { '/oauth/authorize': { get: { operationId: 'authorize' } } },
    });
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
    expect((await hono.fetch(new Request('https://login.example/elsewhere'))).status).toBe(404);
    const metadata = 'https://login.example/.well-known/oauth-authorization-server';
    for (const { fetch } of [fetchServer, hono]) expect((await fetch(new Request(metadata))).status).toBe(200);
    expect((await OPTIONS(new Request('https://login.example/oauth/token', { method: 'OPTIONS' }))).status).toBe(204);
  });

  it.each([
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/observability.md',
    ...['core', 'server', 'node', 'fastify', 'fetch', 'conformance'].map((name) => `packages/${name}/README.md`),
  ])('every file that %s links to exists, by a relative link or on GitHub.', (document) => {
    const links = linkedFiles(document);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
  });

  it('every pnpm command that the documents name is a script.', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    // Prose may name pnpm as well: commands are in code.
    const commands = ['README.md', 'CONTRIBUTING.md']
      .flatMap((document) => read(document).match(/```[\s\S]*?```|`[^`\n]+`/g) ?? [])
      .flatMap((code) =>
        Array.from(code.matchAll(/pnpm(?:@12)? ((?!install|exec|changeset)[a-z:]+)/g), ([, name]) => name ?? ''),
      );
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) expect(scripts, name).toHaveProperty(name);
  });
});
