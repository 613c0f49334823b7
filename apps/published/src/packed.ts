import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from './project.ts';
import { serve } from './served.ts';

// What is published, in an empty project that npm installs: it starts from the README's own code, and its types are read as people read them.
const root = join(import.meta.dirname, '../../..');
const project = createProject({
  fastify: '5.12.8',
  express: '5.3.0',
  typescript: '7.0.2',
  '@types/node': '24.19.2',
  '@types/express': '5.0.6',
});
const { folder } = project;

const snippet = readFileSync(join(root, 'apps/example/test/snippets/node-server.ts'), 'utf8');
writeFileSync(join(folder, 'server.ts'), snippet);
const described = ['server.ts', 'openapi.ts'].map((name) =>
  readFileSync(join(root, 'apps/example/test/snippets', name), 'utf8'),
);
writeFileSync(join(folder, 'openapi.ts'), described.join('\n').replace(/import \{ server \} from [^\n]*\n/, ''));
writeFileSync(
  join(folder, 'types.ts'),
  ['core', 'server', 'node', 'fastify', 'fetch', 'conformance', 'server/openapi']
    .map((name) => `export * as ${name.replace('/', '_')} from '@codegrant/${name}';\n`)
    .join(''),
);
// The same code, as CommonJS has it.
const required = snippet
  .replaceAll(/import (?:type )?\{([^}]*)\} from ('[^']*');/g, (_all, names: string, from: string) => {
    const values = names.split(',').filter((name) => !name.trim().startsWith('type ') && name.trim() !== '');
    return `const {${values.join(',')}} = require(${from});`;
  })
  .replaceAll('<NodeRequest>', '');
writeFileSync(join(folder, 'server.cjs'), required);

const check = (module: string, moduleResolution: string): string => {
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

const start = async (file: string): Promise<string> => {
  const { origin, stop } = await serve(folder, () => [process.execPath, file]);
  const { status } = await fetch(`${origin}/oauth/authorize`);
  await stop();
  if (status !== 400) throw new Error(`${file} answered ${status}`);
  return 'serves';
};

const describe = (file: string): string => {
  const printed: unknown = JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }));
  if (!JSON.stringify(printed).includes('"operationId":"authorize"'))
    throw new Error(`${file} describes something else`);
  return 'describes';
};

const rows: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['types, moduleResolution nodenext', () => check('nodenext', 'nodenext')],
  ['types, moduleResolution bundler', () => check('esnext', 'bundler')],
  ['the README’s server, by import', () => start('server.ts')],
  ['the README’s server, by require', () => start('server.cjs')],
  ['the README’s OpenAPI document', () => describe('openapi.ts')],
];

for (const [what, how] of rows) console.log(`| ${what} | ${await how()} |`);
project.remove();
