import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from './project.ts';
import { startServer } from './start-server.ts';

// Tests the packed packages in an empty project: the README's code runs there, and TypeScript reads the published types.
const root = join(import.meta.dirname, '../../..');

/** What the code of docs/guides needs from others. */
const dependenciesOfGuides = (): Readonly<Record<string, string>> => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'apps/guides/package.json'), 'utf8'));
  const all: [string, string][] = Object.entries({ ...dependencies, ...devDependencies });
  return Object.fromEntries(all.filter(([name]) => !name.startsWith('@codegrant/')));
};

const project = createProject({
  ...dependenciesOfGuides(),
  fastify: '5.12.8',
  express: '5.3.0',
  typescript: '7.0.2',
  '@types/node': '24.19.2',
  '@types/express': '5.0.6',
  '@modelcontextprotocol/sdk': '1.32.2',
  '@modelcontextprotocol/server': '2.4.0',
});
const { folder } = project;

const snippet = readFileSync(join(root, 'apps/example/test/snippets/node-server.ts'), 'utf8');
writeFileSync(join(folder, 'server.ts'), snippet);
const openApiSnippets = ['server.ts', 'openapi.ts'].map((name) =>
  readFileSync(join(root, 'apps/example/test/snippets', name), 'utf8'),
);
writeFileSync(join(folder, 'openapi.ts'), openApiSnippets.join('\n').replace(/import \{ server \} from [^\n]*\n/, ''));
writeFileSync(
  join(folder, 'types.ts'),
  [
    'core',
    'server',
    'node',
    'fastify',
    'fetch',
    'mcp',
    'mcp/sdk-1',
    'sql',
    'redis',
    'jwt',
    'client-assertions',
    'client-documents',
    'limits',
    'conformance',
    'server/openapi',
  ]
    .map((name) => `export * as ${name.replaceAll(/[/-]/g, '_')} from '@codegrant/${name}';\n`)
    .join(''),
);
// The README's server as CommonJS.
const commonJs = snippet
  .replaceAll(/import (?:type )?\{([^}]*)\} from ('[^']*');/g, (_all, names: string, from: string) => {
    const values = names.split(',').filter((name) => !name.trim().startsWith('type ') && name.trim() !== '');
    return `const {${values.join(',')}} = require(${from});`;
  })
  .replaceAll('<NodeRequest>', '');
writeFileSync(join(folder, 'server.cjs'), commonJs);

const checkTypes = (module: string, moduleResolution: string): string => {
  const options = [
    '--module',
    module,
    '--moduleResolution',
    moduleResolution,
    '--target',
    'es2023',
    '--strict',
    '--noEmit',
    '--types',
    'node',
  ];
  execFileSync(join(folder, 'node_modules/.bin/tsc'), [...options, 'server.ts', 'types.ts'], {
    cwd: folder,
    stdio: 'inherit',
  });
  return 'checks';
};

/** The compiler options of most projects: less strict than ours. */
const checkGuides = (): string => {
  const guides = join(folder, 'guides');
  cpSync(join(root, 'apps/guides/src'), guides, { recursive: true });
  const options = '--module nodenext --target es2023 --strict --noEmit --skipLibCheck --allowImportingTsExtensions';
  execFileSync(join(folder, 'node_modules/.bin/tsc'), [...options.split(' '), ...readdirSync(guides)], {
    cwd: guides,
    stdio: 'inherit',
  });
  return 'checks';
};

const serve = async (file: string): Promise<string> => {
  const { origin, stop } = await startServer(folder, () => [process.execPath, file]);
  const { status } = await fetch(`${origin}/oauth/authorize`);
  await stop();
  if (status !== 400) throw new Error(`${file} answered with status ${status}, not 400.`);
  return 'serves';
};

const printOpenApi = (file: string): string => {
  const printed: unknown = JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }));
  if (!JSON.stringify(printed).includes('"operationId":"authorize"'))
    throw new Error(`${file} did not print the OpenAPI document of the server.`);
  return 'describes';
};

/** npx runs the command of an installed package by the package's name. */
const runConformance = (): string => {
  const help = execFileSync('npx', ['@codegrant/conformance', '--help'], { cwd: folder, encoding: 'utf8' });
  if (!help.startsWith('npx @codegrant/conformance --authorize')) throw new Error(`It printed ${help}`);
  return 'runs';
};

/** The command of the README of @codegrant/jwt. */
const makeSigningKey = (): string => {
  const readme = readFileSync(join(root, 'packages/jwt/README.md'), 'utf8');
  const command = /^node -e .*$/m.exec(readme)?.[0] ?? '';
  const key: unknown = JSON.parse(execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }));
  if (!JSON.stringify(key).includes('"alg":"ES256"')) throw new Error(`It printed ${JSON.stringify(key)}`);
  return 'makes';
};

const rows: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['types, moduleResolution nodenext', () => checkTypes('nodenext', 'nodenext')],
  ['types, moduleResolution bundler', () => checkTypes('esnext', 'bundler')],
  ['types, the code of docs/guides', checkGuides],
  ['the README’s server, by import', () => serve('server.ts')],
  ['the README’s server, by require', () => serve('server.cjs')],
  ['the README’s OpenAPI document', () => printOpenApi('openapi.ts')],
  ['npx @codegrant/conformance', runConformance],
  ['a signing key, by the command of its README', makeSigningKey],
];

for (const [title, test] of rows) console.log(`| ${title} | ${await test()} |`);
project.remove();
