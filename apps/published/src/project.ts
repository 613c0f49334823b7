import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** A project outside the workspace. npm has installed the packed packages in it. */
export interface Project {
  readonly folder: string;
  readonly remove: () => void;
}

const run = (command: string, args: readonly string[], cwd: string): void => {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
};

const pack = (folder: string): readonly string[] => {
  for (const name of readdirSync(join(root, 'packages')))
    run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', folder], join(root, 'packages', name));
  return readdirSync(folder).filter((file) => file.endsWith('.tgz'));
};

/**
 * Packs the packages and installs them in a new project.
 *
 * @param others further dependencies, with exact versions
 */
export const createProject = (others: Readonly<Record<string, string>>): Project => {
  const folder = mkdtempSync(join(tmpdir(), 'published-'));
  const tarballs = pack(folder).map((file) => {
    const name = file.replace(/^codegrant-(.*)-\d+\.\d+\.\d+\.tgz$/, '@codegrant/$1');
    return [name, `file:./${file}`];
  });
  const dependencies = { ...Object.fromEntries(tarballs), ...others };
  const overrides = Object.fromEntries(tarballs);
  const manifest = { private: true, type: 'module', dependencies, overrides };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
