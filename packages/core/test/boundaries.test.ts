import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folders } from '../../../folders.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const root = join(import.meta.dirname, '../../..');
const scratch = temporaryFolder();
writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
writeFileSync(join(scratch, 'oxlint.config.ts'), `export { default } from '${join(root, 'oxlint.config.ts')}';`);

const run = (command: string, args: readonly string[], cwd: string): string => {
  try {
    return execFileSync(join(root, 'node_modules/.bin', command), args, { cwd, encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
};

/** What the compiler says about a file under the tsconfig of core. */
const typeCheck = (source: string): string => {
  writeFileSync(join(scratch, 'file.ts'), source);
  const tsconfig = {
    extends: join(root, 'packages/core/tsconfig.json'),
    include: [join(root, 'packages/core/src/platform.d.ts'), 'file.ts'],
  };
  writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify(tsconfig));
  return run('tsc', ['-p', scratch], scratch);
};

/** What the linter says about a file at a path, with the configuration of the project. */
const lint = (path: string, source: string): string => {
  const file = join(scratch, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  return run('oxlint', [path], scratch);
};

const inCore = 'packages/core/src/file.ts';

describe('The boundaries of core, so that a decision depends on its arguments alone (R185)', () => {
  it.each([
    ['fetch', "export const x: unknown = fetch('https://example.com');"],
    ['crypto', 'export const x: unknown = crypto.getRandomValues(new Uint8Array(1));'],
    ['process', 'export const x: unknown = process.env;'],
    ['setTimeout', 'export const x: unknown = setTimeout(() => {}, 1);'],
    ['console', "export const x: unknown = console.log('');"],
  ])('%s does not compile in core.', (name, source) => {
    expect(typeCheck(source)).toContain(`Cannot find name '${name}'`);
  });

  it('URL compiles in core.', () => {
    expect(typeCheck("export const x: string = new URL('https://example.com').host;")).toBe('');
  });

  it.each([
    ['Date.now', 'export const x = (): number => Date.now();', 'Core reads no clock'],
    ['Math.random', 'export const x = (): number => Math.random();', 'Core makes no randomness'],
    ['fetch', "export const x = (): unknown => fetch('https://example.com');", 'Core does no I/O'],
    ['crypto', 'export const x = (): unknown => crypto.randomUUID();', 'Core makes no randomness'],
    ['process', 'export const x = (): unknown => process.env;', 'Core knows no platform'],
    ['Promise', 'export const x = (): unknown => Promise.resolve(1);', 'Core is synchronous'],
    ['async', 'export const x = async (): Promise<void> => {};', 'no-async-await'],
    [
      'an import of Node',
      "import { hash } from 'node:crypto';\nexport const x = hash;",
      'Core depends on valibot and @oslojs alone',
    ],
    [
      'an import of server',
      "import { x } from '@codegrant/server';\nexport { x };",
      'Core depends on valibot and @oslojs alone',
    ],
  ])('The linter rejects %s in core, and says what to do instead.', (_name, source, cure) => {
    expect(lint(inCore, source)).toContain(cure);
  });

  it('The linter accepts a clock outside core.', () => {
    expect(lint('packages/server/src/file.ts', 'export const x = (): number => Date.now();')).not.toContain('clock');
  });

  it.each([
    ['server', 'node:fs', 'Server runs on every runtime'],
    ['server', '@codegrant/node', 'Server runs on every runtime'],
    ['server', '@codegrant/sql', 'Server runs on every runtime'],
    ['node', '@codegrant/core', 'An adapter only translates'],
    ['server', '@codegrant/mcp', 'Server runs on every runtime'],
    ['mcp', '@codegrant/core', 'The MCP SDK gets what server decides'],
    ['sql', '@codegrant/core', 'A store only keeps'],
    ['redis', 'node:fs', 'A store only keeps'],
    ['server', '@codegrant/jwt', 'Server runs on every runtime'],
    ['jwt', '@codegrant/core', 'Tokens are a port of server'],
    ['server', '@codegrant/limits', 'Server runs on every runtime'],
    ['limits', '@codegrant/core', 'Limits are an option of server'],
    ['server', '@codegrant/client-documents', 'Server runs on every runtime'],
    ['server', '@codegrant/client-assertions', 'Server runs on every runtime'],
    ['client-assertions', '@codegrant/core', 'Client assertions are an option of server'],
    ['client-documents', '@codegrant/core', 'A client source is for the server'],
    ['client-documents', 'node:fs', 'What needs Node belongs in a file node-*.ts'],
  ])('The linter rejects an import in %s of %s.', (where, what, cure) => {
    expect(lint(`packages/${where}/src/file.ts`, `import { x } from '${what}';\nexport { x };`)).toContain(cure);
  });

  it.each([
    ['core', 'errors', '../endpoints/authorization/decide.ts'],
    ['core', 'endpoints/authorization/request', '../consent/consent.ts'],
    ['core', 'endpoints/authorization', './explain/explain.ts'],
    ['core', 'flow', '../index.ts'],
    ['server', 'ports', '../endpoints/run.ts'],
    ['conformance', 'vectors', '../suite/suite.ts'],
  ])('The linter rejects an import of a higher folder: in %s, folder %s, of %s.', (name, folder, what) => {
    const found = lint(`packages/${name}/src/${folder}/file.ts`, `import { x } from '${what}';\nexport { x };`);
    expect(found).toContain(`${folder} is below that folder`);
  });

  it('The linter accepts an import of a lower folder.', () => {
    const source = "import { refuse } from '../../errors/refusal.ts';\nexport { refuse };";
    expect(lint('packages/core/src/endpoints/authorization/file.ts', source)).not.toContain('is below that folder');
  });

  it('The linter rejects two files that import each other, even if only for types.', () => {
    lint('packages/core/src/errors/one.ts', "import type { Two } from './two.ts';\nexport type One = Two | 1;");
    const found = lint(
      'packages/core/src/errors/two.ts',
      "import type { One } from './one.ts';\nexport type Two = One | 2;",
    );
    expect(found).toContain('no-cycle');
  });
});

const foldersOf = (name: string): readonly string[] =>
  readdirSync(join(root, 'packages', name, 'src'), { encoding: 'utf8', recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath }) => relative(join(root, 'packages', name, 'src'), parentPath) || '.');

describe('The folders of a package', () => {
  it.each(Object.entries(folders))('are the declared ones: %s.', (name, declared) => {
    expect([...new Set(foldersOf(name))].toSorted()).toEqual([...declared].toSorted());
  });

  it.each(Object.entries(folders))(
    'are declared next to the folders inside them, so that there is no cycle at any depth: %s.',
    (_name, declared) => {
      for (const folder of declared.filter((each) => each !== '.')) {
        const inside = declared.flatMap((each, at) => (`${each}/`.startsWith(`${folder}/`) ? [at] : []));
        expect(Math.max(...inside) - Math.min(...inside), folder).toBe(inside.length - 1);
      }
    },
  );

  it('are listed in ARCHITECTURE.md in the same order.', () => {
    const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/^\| `([a-z/-]+)` \|/gm);
    expect(Array.from(rows, ([, folder]) => folder)).toEqual(
      Object.values(folders)
        .flat()
        .filter((folder) => folder !== '.'),
    );
  });
});
