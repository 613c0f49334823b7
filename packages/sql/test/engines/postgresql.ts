import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';

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

/** A port that was free a moment ago. Another process may still take it first. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
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
  /** Ends the server: with SIGINT by default, which closes its connections. Its folder stays. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts the server again after `end`, with the same port and data. */
  readonly start: () => Promise<void>;
  /** Ends the server and deletes its folder. */
  readonly stop: () => Promise<void>;
}

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

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
  const url = `postgres://codegrant@127.0.0.1:${port}/postgres`;
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
    while (!(await accepts(url))) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: it ended with ${child.exitCode}.`);
      await wait(50);
    }
    return child;
  };
  let child = await launch();
  return {
    url,
    end: (signal = 'SIGINT') => ended(child, signal),
    start: async () => {
      child = await launch();
    },
    stop: async () => {
      await ended(child, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
