import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../reason-of.ts';
import { type Rival, rivals } from './rival.ts';

/** Another library, installed. */
export interface InstalledRival extends Rival {
  /** The name of the row: the package and its version. */
  readonly name: string;
  /** The path of the program that calls it. */
  readonly file: string;
}

/** The libraries that could be installed, and why there are no others. */
export interface Installation {
  readonly rivals: readonly InstalledRival[];
  readonly problem?: string | undefined;
}

const source = join(import.meta.dirname, '../../rivals');

/** A folder outside the workspace's dependencies. Another lockfile gets another folder. */
const folderOf = (): string => {
  const lock = readFileSync(join(source, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  return join(import.meta.dirname, '../../node_modules/.cache', `rivals-${hash}`);
};

const install = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  // npm writes this file last.
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

const versionIn = (folder: string, name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
};

/** Installs the other libraries with npm, with the exact versions of the lockfile. */
export const installRivals = (): Installation => {
  const folder = folderOf();
  try {
    install(folder);
  } catch (cause) {
    const [reason] = reasonOf(cause).split('\n');
    return { rivals: [], problem: `The other libraries could not be installed: ${reason}` };
  }
  return {
    rivals: rivals.map((rival) => ({
      ...rival,
      name: `${rival.package} ${versionIn(folder, rival.package)}`,
      file: join(folder, rival.program),
    })),
  };
};
