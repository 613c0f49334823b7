import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { consentDetailsSchema, grantRequestSchema, grantResponseSchema } from '@codegrant/core/schemas';
import { definePolicy } from '@codegrant/server';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memberNames } from '../../../packages/core/src/client/client-metadata.ts';
import { blocksOf, read, root, run, snippet, start } from './documents.ts';
import { anchorsOf, proseOf } from './prose.ts';
import { policy, tokens, userOf } from './snippets/resources.ts';

const inReadme = [
  'first-server.ts',
  'database.ts',
  'oauth.ts',
  'express.ts',
  'fastify-server.ts',
  'oauth-fetch.ts',
  'hono.ts',
  'app/oauth/[...path]/route.ts',
  'src/routes/oauth/[...path]/+server.ts',
  'src/pages/oauth/[...path].ts',
  'fetch-server.ts',
  'is-foreign-form.ts',
  'src/hooks.server.ts',
  'src/middleware.ts',
  'worker.ts',
  'lambda.ts',
  'resources.ts',
  'return-path.ts',
  'openapi.ts',
  'decide.ts',
];

const gitHub = /^https:\/\/github\.com\/codegrant\/codegrant\/(?:blob|tree)\/main\//;

/** The files of this repository that a document links to, as paths from the root. */
const linkedFiles = (document: string): readonly string[] => {
  const targets = Array.from(proseOf(read(document)).matchAll(/\]\(([^)#]+)/g), ([, target]) => target ?? '');
  return targets
    .filter((target) => gitHub.test(target) || !/^https?:/.test(target))
    .map((target) => (gitHub.test(target) ? target.replace(gitHub, '') : join(dirname(document), target)));
};

const packageReadmes = ['core', 'server', 'node', 'fastify', 'fetch', 'sql', 'redis', 'conformance'].map(
  (name) => `packages/${name}/README.md`,
);

/** The decisions that link to files. The others name none. */
const decisions = readdirSync(join(root, 'docs/decisions'))
  .map((name) => `docs/decisions/${name}`)
  .filter((document) => linkedFiles(document).length > 0);

describe('The documents show code that runs:', () => {
  it.each([
    ['README.md', inReadme],
    ['packages/core/README.md', ['core-server.ts']],
    [
      'docs/browsers.md',
      ['helmet-express.ts', 'helmet-fastify.ts', 'hono-secure-headers.ts', 'helmet-other-origin.ts'],
    ],
    ['packages/server/README.md', ['node-server.ts', 'refresh-tokens.ts', 'presented-tokens.ts', 'clients.ts']],
    ['packages/node/README.md', ['express-oauth.ts', 'express-app.ts', 'session-table.ts', 'node-server.ts']],
    ['packages/fetch/README.md', ['oauth.ts', 'oauth-fetch.ts', 'fetch-server.ts', 'worker.ts', 'd1.ts']],
  ])('every TypeScript block of %s is a snippet that the tests run.', (document, names) => {
    expect(blocksOf(document)).toEqual(names.map(snippet));
  });

  it.each(['vite.config.js', 'astro.config.js'])('the README’s %s is the one of the tests.', (name) => {
    expect(read('README.md')).toContain(`\`\`\`js\n${snippet(name)}\`\`\``);
  });

  it('the server of core’s README has 40 lines at most.', () => {
    expect(snippet('core-server.ts').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('the README’s decision prints what the README says.', () => {
    expect(run('decide.ts')).toBe(
      'pkce-used - code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.\n',
    );
    expect(read('README.md')).toContain(run('decide.ts'));
  });

  it('the README’s sign-in page redirects to a path on this server and nowhere else.', () => {
    expect(run('return-path.ts')).toBe('/oauth/authorize?client_id=cli\n/\n');
    expect(read('README.md')).toContain(run('return-path.ts'));
  });

  it('the README’s MCP server takes only tokens that are for it.', async () => {
    expect(() => definePolicy(policy)).not.toThrow();
    const grant = { grantId: 'g', subject: '17', clientId: 'app', scope: ['mail.read'], authTime: undefined };
    const userFor = async (...resources: readonly string[]): Promise<string | undefined> =>
      userOf((await tokens.issue({ ...grant, resources })).accessToken);
    expect(await userFor('https://files.example/mcp', 'https://mail.example/mcp')).toBe('17');
    expect([await userFor('https://files.example/mcp'), await userFor()]).toEqual([undefined, undefined]);
  });

  it('the README’s JSON is what the endpoints accept and return.', () => {
    const blocks = blocksOf('README.md', 'json');
    const schemas = [consentDetailsSchema, grantRequestSchema, grantResponseSchema];
    expect(blocks).toHaveLength(schemas.length);
    for (const [index, schema] of schemas.entries())
      expect(v.safeParse(schema, JSON.parse(blocks[index] ?? '')).issues, blocks[index]).toBeUndefined();
  });

  it('the clients of @codegrant/server’s README are valid if their secrets are set.', () => {
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

  it('the server of core’s README serves, and issues a code.', async () => {
    const origin = await start('core-server.ts');
    const query =
      'response_type=code&client_id=cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A8912%2Fcallback' +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
    const address = `${origin}/authorize?${query}`;
    const signedOut = await fetch(address, { redirect: 'manual' });
    expect(signedOut.headers.get('location')).toMatch(/^\/in\?return_to=/);
    const signedIn = await fetch(address, { redirect: 'manual', headers: { cookie: 'anything' } });
    expect(signedIn.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:8912\/callback\?code=[\w-]{43}&iss=/);
  });

  it('the tables of @codegrant/fetch’s README are those that the tests create.', () => {
    expect(read('packages/fetch/README.md')).toContain(`\`\`\`sql\n${snippet('d1.sql')}\`\`\``);
  });

  it.each([
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/observability.md',
    'docs/proxies.md',
    'docs/browsers.md',
    'docs/key-rotation.md',
    'docs/performance.md',
    'docs/scaling.md',
    ...packageReadmes,
    ...decisions,
  ])('every file that %s links to exists, by a relative link or on GitHub.', (document) => {
    const links = linkedFiles(document);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
  });

  it.each(['README.md', ...packageReadmes])('every heading that %s links to exists.', (document) => {
    for (const [, target = '', anchor = ''] of proseOf(read(document)).matchAll(/\]\(([^)#]*README\.md)?#([^)]+)\)/g)) {
      const path = gitHub.test(target) ? target.replace(gitHub, '') : join(dirname(document), target);
      expect(anchorsOf(read(target === '' ? document : path)), `${target}#${anchor}`).toContain(anchor);
    }
  });

  it('every pnpm command that the documents name is a script.', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    // Prose may name pnpm as well: commands are in code.
    const commands = ['README.md', 'CONTRIBUTING.md', 'docs/performance.md', 'docs/scaling.md']
      .flatMap((document) => read(document).match(/```[\s\S]*?```|`[^`\n]+`/g) ?? [])
      .flatMap((code) =>
        Array.from(code.matchAll(/pnpm(?:@12)? ((?!install|exec|changeset)[a-z][a-z:-]*)/g), ([, name]) => name ?? ''),
      );
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) expect(scripts, name).toHaveProperty(name);
  });

  it('every npx command that the documents and the conformance command name runs pnpm or a package of this project that has one command.', () => {
    const { bin } = JSON.parse(read('packages/conformance/package.json')) as { bin: Record<string, string> };
    expect(Object.keys(bin)).toHaveLength(1);
    const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...packageReadmes];
    const texts = [...documents, 'packages/conformance/src/command/cli-options.ts'].map(read);
    const names = texts.flatMap((text) => Array.from(text.matchAll(/\bnpx (?:-y )?([\w@/.-]+)/g), ([, name]) => name));
    expect(new Set(names)).toEqual(new Set(['pnpm@12', '@codegrant/conformance']));
  });

  it('the README’s command prints the clients of the vectors.', () => {
    const command =
      /^npx -y pnpm@12 exec (node .*) --print-clients > clients\.json$/m.exec(read('README.md'))?.[1] ?? '';
    const [, ...args] = [...command.split(' '), '--print-clients'];
    const printed = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(printed)).toContainEqual(expect.objectContaining({ client_id: 'web' }));
  });

  it('the README’s commands pack what its npm install takes.', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const readme = read('README.md');
    const pack = /^npx (-y pnpm@12 --filter .* pack --pack-destination) \/tmp\/codegrant$/m.exec(readme)?.[1] ?? '';
    execFileSync('npx', [...pack.replaceAll('"', '').split(' '), folder], { cwd: root });
    const installed = Array.from(readme.matchAll(/\/tmp\/codegrant\/(\S+\.tgz)/g), ([, file]) => file ?? '');
    expect(installed).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(installed));
  });
});
