import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'fence-'));
writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (command: string, args: readonly string[], cwd: string): string => {
  try {
    return execFileSync(join(root, 'node_modules/.bin', command), args, { cwd, encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
};

/** What the compiler says of a file that stands under core's own tsconfig. */
const typeCheck = (source: string): string => {
  writeFileSync(join(scratch, 'file.ts'), source);
  const tsconfig = {
    extends: join(root, 'packages/core/tsconfig.json'),
    include: [join(root, 'packages/core/src/platform.d.ts'), 'file.ts'],
  };
  writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify(tsconfig));
  return run('tsc', ['-p', scratch], scratch);
};

/** What the linter says of a file at a path, under the project's own configuration. */
const lint = (path: string, source: string): string => {
  const file = join(scratch, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  cpSync(join(root, '.oxlintrc.json'), join(scratch, '.oxlintrc.json'));
  return run('oxlint', [path], scratch);
};

const inCore = 'packages/core/src/file.ts';

describe('The fence around core, which makes a decision depend on its arguments alone (R185)', () => {
  it.each([
    ['fetch', "export const x: unknown = fetch('https://example.com');"],
    ['crypto', 'export const x: unknown = crypto.getRandomValues(new Uint8Array(1));'],
    ['process', 'export const x: unknown = process.env;'],
    ['setTimeout', 'export const x: unknown = setTimeout(() => {}, 1);'],
    ['console', "export const x: unknown = console.log('');"],
  ])('%s does not compile there.', (name, source) => {
    expect(typeCheck(source)).toContain(`Cannot find name '${name}'`);
  });

  it('What core does use compiles there.', () => {
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
    ['an import of Node', "import { hash } from 'node:crypto';\nexport const x = hash;", 'Core depends on nothing but'],
    ['an import of server', "import { x } from '@codegrant/server';\nexport { x };", 'Core depends on nothing but'],
  ])('The linter refuses %s there, and says what to do instead.', (_name, source, cure) => {
    expect(lint(inCore, source)).toContain(cure);
  });

  it('Outside of core, the linter has nothing against a clock.', () => {
    expect(lint('packages/server/src/file.ts', 'export const x = (): number => Date.now();')).not.toContain('clock');
  });

  it.each([
    ['server', 'node:fs', 'Server runs on every runtime'],
    ['server', '@codegrant/node', 'Server runs on every runtime'],
    ['node', '@codegrant/core', 'An adapter only translates'],
  ])('An import in %s of %s runs against the arrows, and the linter refuses it.', (where, what, cure) => {
    expect(lint(`packages/${where}/src/file.ts`, `import { x } from '${what}';\nexport { x };`)).toContain(cure);
  });
});
