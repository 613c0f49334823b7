import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { consentDetailsSchema, grantRequestSchema, grantResponseSchema } from '@codegrant/core/schemas';
import { listen } from '@codegrant/conformance/suite';
import { type AccessToken, definePolicy } from '@codegrant/server';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memberNames } from '../../../packages/core/src/client/client-metadata-schema.ts';
import { blocksOf, read, root, run, snippet, start } from './documents.ts';
import { anchorsOf, proseOf } from './prose.ts';
import { mayReadMail, userOf } from './snippets/check-access.ts';
import { appsOf, removeApp } from './snippets/grants-of-users.ts';
import { mailServer, policy } from './snippets/resources.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

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
  'lambda.ts',
  'resources.ts',
  'protect.ts',
  'return-path.ts',
  'grants-of-users.ts',
  'openapi.ts',
];

/** A valid access token for the APIs of the documents. */
const token: AccessToken = {
  subject: '17',
  clientId: 'app',
  scope: ['mail.read'],
  resources: ['https://mail.example/api'],
  grantId: undefined,
  authTime: undefined,
  issuedAt: Math.floor(Date.now() / 1000),
  expiresAt: Math.floor(Date.now() / 1000) + 600,
};

const gitHub = /^https:\/\/github\.com\/codegrant\/codegrant\/(?:blob|tree)\/main\//;

/** The files of this repository that a document links to, as paths from the root. */
const linkedFiles = (document: string): readonly string[] => {
  const targets = Array.from(proseOf(read(document)).matchAll(/\]\(([^)#]+)/g), ([, target]) => target ?? '');
  return targets
    .filter((target) => gitHub.test(target) || !/^https?:/.test(target))
    .map((target) => (gitHub.test(target) ? target.replace(gitHub, '') : join(dirname(document), target)));
};

const packageReadmes = [
  'core',
  'server',
  'node',
  'fastify',
  'fetch',
  'sql',
  'redis',
  'jwt',
  'limits',
  'client-assertions',
  'mcp',
  'conformance',
].map((name) => `packages/${name}/README.md`);

/** The decisions that link to files. The others name none. */
const decisions = readdirSync(join(root, 'docs/decisions'))
  .map((name) => `docs/decisions/${name}`)
  .filter((document) => linkedFiles(document).length > 0);

describe('The documents show code that runs:', () => {
  it.each([
    ['README.md', inReadme],
    ['packages/core/README.md', ['core-server.ts', 'decide.ts', 'decide-access.ts']],
    [
      'docs/browsers.md',
      ['helmet-express.ts', 'helmet-fastify.ts', 'hono-secure-headers.ts', 'helmet-other-origin.ts'],
    ],
    [
      'packages/server/README.md',
      [
        'node-server.ts',
        'refresh-tokens.ts',
        'presented-tokens.ts',
        'check-access.ts',
        'clients.ts',
        'managed-clients.ts',
      ],
    ],
    ['packages/node/README.md', ['express-oauth.ts', 'express-app.ts', 'session-table.ts', 'node-server.ts']],
    [
      'packages/fetch/README.md',
      [
        'oauth.ts',
        'oauth-fetch.ts',
        'fetch-server.ts',
        'is-foreign-form.ts',
        'src/hooks.server.ts',
        'src/middleware.ts',
        'protect-fetch.ts',
        'worker.ts',
      ],
    ],
  ])('every TypeScript block of %s is a snippet that the tests run.', (document, names) => {
    expect(blocksOf(document)).toEqual(names.map(snippet));
  });

  it.each(['vite.config.js', 'astro.config.js'])(
    'the %s of @codegrant/fetch’s README is the one of the tests.',
    (name) => {
      expect(read('packages/fetch/README.md')).toContain(`\`\`\`js\n${snippet(name)}\`\`\``);
    },
  );

  it('the server of core’s README has 40 lines at most.', () => {
    expect(snippet('core-server.ts').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('the decision of @codegrant/core’s README prints what that README says.', () => {
    expect(run('decide.ts')).toBe(
      'pkce-used - code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.\n',
    );
    expect(read('packages/core/README.md')).toContain(run('decide.ts'));
  });

  it('the README’s sign-in page redirects to a path on this server and nowhere else.', () => {
    expect(run('return-path.ts')).toBe('/oauth/authorize?client_id=cli\n/\n');
    expect(read('README.md')).toContain(run('return-path.ts'));
  });

  it('the README’s account page shows the grants of a user and removes an app.', async () => {
    expect(await appsOf('user-1')).toEqual([]);
    expect(await removeApp('user-1', 'cli')).toEqual([]);
  });

  it('the README’s MCP server takes only tokens that are for it.', async () => {
    expect(() => definePolicy(policy)).not.toThrow();
    const statusFor = async (...resources: readonly string[]): Promise<number> => {
      const check = mailServer({ find: () => ({ ...token, resources }) }).checkFor({ scope: ['mail.read'] });
      const access = await check('Bearer x');
      return access.kind === 'authorized' ? 200 : access.reply.status;
    };
    expect(await statusFor('https://files.example/mcp', 'https://mail.example/mcp')).toBe(200);
    expect([await statusFor('https://files.example/mcp'), await statusFor()]).toEqual([401, 401]);
  });

  it('the README’s API asks the introspection endpoint, and serves its metadata.', async () => {
    const { resources: aud } = token;
    const answer = { active: true, client_id: 'app', sub: '17', scope: 'mail.read', aud, exp: token.expiresAt };
    const login = await listen((_request, response) => void response.end(JSON.stringify(answer)));
    onTestFinished(() => login.close());
    const origin = await start('protect.ts', { ISSUER: login.origin, MAIL_API_SECRET: 'a secret' });
    const read = await fetch(`${origin}/api/messages`, { headers: { authorization: 'Bearer x' } });
    expect(await read.json()).toEqual({ messagesOf: '17' });
    const metadata = await fetch(`${origin}/.well-known/oauth-protected-resource/api`);
    expect(await metadata.json()).toMatchObject({ authorization_servers: [login.origin] });
  });

  it('the check of @codegrant/server’s README returns the user, or what to answer.', async () => {
    const check = mayReadMail({ find: (accessToken) => (accessToken === 'x' ? token : undefined) });
    const ask = (authorization: string) =>
      userOf(check, new Request('https://mail.example/api/messages', { headers: { authorization } }));
    expect([await ask('Bearer x'), await ask('Bearer y')]).toEqual(['17', expect.objectContaining({ status: 401 })]);
  });

  it('the API of @codegrant/fetch’s README asks for a token, and for nothing else where it is the server that answers.', async () => {
    const { default: app } = await import('./snippets/protect-fetch.ts');
    const statusOf = async (path: string): Promise<number> =>
      (await app.fetch(new Request(`https://login.example${path}`))).status;
    expect([await statusOf('/messages'), await statusOf('/oauth/token')]).toEqual([401, 405]);
  });

  it('the decision about an API prints what @codegrant/core’s README says.', () => {
    expect(read('packages/core/README.md')).toContain(run('decide-access.ts'));
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
    const table = read('packages/server/README.md').split('## Clients\n')[1] ?? '';
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

  it('the table of sessions in @codegrant/fetch’s README is the one that the tests create.', () => {
    expect(read('packages/fetch/README.md')).toContain(`\`\`\`sql\n${snippet('sessions.sql')}\`\`\``);
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
    const folder = temporaryFolder(onTestFinished);
    const readme = read('README.md');
    const pack = /^npx (-y pnpm@12 --filter .* pack --pack-destination) \/tmp\/codegrant$/m.exec(readme)?.[1] ?? '';
    execFileSync('npx', [...pack.replaceAll('"', '').split(' '), folder], { cwd: root });
    const installed = Array.from(readme.matchAll(/\/tmp\/codegrant\/(\S+\.tgz)/g), ([, file]) => file ?? '');
    expect(installed).toHaveLength(3);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(installed));
  });
});
