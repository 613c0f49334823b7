import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { exitCodeOf, untilReady } from '../../../../testing/child-process.ts';
import { freePort } from '../../../../testing/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a PostgreSQL server, or an empty string if there is none on this machine. */
    databaseUrl: string;
  }
}

const debian = '/usr/lib/postgresql';

/** The folder of the programs of PostgreSQL: in Debian, the newest of its versions. */
const programs = [
  process.env['POSTGRESQL_PATH'],
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []).toReversed(),
  '/usr/local/bin',
  '/opt/homebrew/bin',
].find((folder) => folder !== undefined && existsSync(join(folder, 'initdb')));

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL does not run as root. Its package has made a user for it. */
const userOfServer = (): User | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

/** Whether the server lets a client in. It says no while it starts. */
const accepts = async (connectionString: string): Promise<boolean> => {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
};

/** A server that runs until it is stopped. */
export interface RunningPostgresql {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a PostgreSQL server of its own on 127.0.0.1, in a folder that is deleted at the end.
 *
 * @throws {Error} if PostgreSQL is not installed
 */
export const startPostgresql = async (bin: string | undefined = programs): Promise<RunningPostgresql> => {
  if (bin === undefined) throw new Error('PostgreSQL not found. Install it, or set POSTGRESQL_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  const user = userOfServer();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'codegrant', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  // No sockets in the file system, and no waiting for the disk.
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', '', '-F'];
  const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const url = `postgres://codegrant@127.0.0.1:${port}/postgres`;
  const stop = async (): Promise<void> => {
    // The fast shutdown: connections are closed.
    child.kill('SIGINT');
    await exitCodeOf(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, () => accepts(url));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
};

/** Provides the tests with a PostgreSQL server: the one of `DATABASE_URL`, or one that runs as long as the tests. */
export default async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined || programs === undefined) {
    provide('databaseUrl', given ?? '');
    if (given === undefined) console.log('PostgreSQL is not installed, so its tests are skipped. In CI they fail.');
    return undefined;
  }
  const { url, stop } = await startPostgresql();
  provide('databaseUrl', url);
  return stop;
};
