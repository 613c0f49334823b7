import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../../../packages/redis/test/engines/redis-server.ts';
import { startPostgresql } from '../../../../packages/sql/test/engines/postgresql.ts';

/** A database, and how it can be made to fail. */
export interface Engine {
  /** The value of STORE. */
  readonly store: string;
  /** Restarts the database. A file has nothing to restart. */
  readonly restarts: readonly Restart[];
  readonly stop: () => Promise<void> | void;
}

/** A restart of a database. */
interface Restart {
  readonly name: string;
  readonly end: () => Promise<void>;
  readonly start: () => Promise<void>;
}

interface Restartable {
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
}

const restart = (name: string, signal: NodeJS.Signals, { end, start }: Restartable): Restart => ({
  name,
  end: () => end(signal),
  start,
});

const sqlite = (): Engine => {
  const folder = mkdtempSync(join(tmpdir(), 'outages-'));
  return {
    store: `sqlite:${join(folder, 'codegrant.db')}`,
    restarts: [],
    stop: () => rmSync(folder, { recursive: true }),
  };
};

/**
 * Redis writes and syncs every command before it answers. So a code that was taken stays taken, however Redis ends. Without
 * `appendonly`, Redis starts empty, and every code is lost. With `appendfsync everysec`, Redis may lose the last moments, and
 * with them that a code was taken.
 */
const redis = async (): Promise<Engine> => {
  const server = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
  return {
    store: server.url,
    restarts: [restart('Redis stops', 'SIGTERM', server), restart('Redis is killed', 'SIGKILL', server)],
    stop: server.stop,
  };
};

const postgresql = async (): Promise<Engine> => {
  const server = await startPostgresql();
  return {
    store: server.url,
    // SIGQUIT: the server ends at once, and recovers from its log at the next start.
    restarts: [restart('PostgreSQL stops', 'SIGINT', server), restart('PostgreSQL crashes', 'SIGQUIT', server)],
    stop: server.stop,
  };
};

/** The databases of the script, by their names. */
export const engines: Readonly<Record<string, () => Promise<Engine> | Engine>> = {
  SQLite: sqlite,
  Redis: redis,
  PostgreSQL: postgresql,
};
