import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../../../testing/free-port.ts';
import { type RunningEngine, startEngine } from '../../../../testing/running-engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a PostgreSQL server, or an empty string if there is none on this machine. */
    databaseUrl: string;
  }
}

const debian = '/usr/lib/postgresql';

/** The folder of the programs of PostgreSQL: in Debian, the newest of its versions. */
export const programs: string | undefined = [
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

/** A PostgreSQL server of the tests. */
export interface RunningPostgresql extends RunningEngine {
  readonly url: string;
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
  const initialArgs = ['-D', data, '-U', 'codegrant', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const port = await freePort();
  // No sockets in the file system, and no waiting for the disk.
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', '', '-F'];
  const url = `postgres://codegrant@127.0.0.1:${port}/postgres`;
  const engine = await startEngine({
    initialize: () =>
      void execFileSync(join(bin, 'initdb'), initialArgs, { ...options, stdio: ['ignore', 'ignore', 'inherit'] }),
    spawn: () => spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' }),
    isReady: () => accepts(url),
    folder,
    // The fast shutdown: connections are closed.
    signal: 'SIGINT',
  });
  return { url, ...engine };
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
