import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nodeRedis, redisStore } from '@codegrant/redis';
import type { Store } from '@codegrant/server';
import { migrate, nodeSqlite, pg, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { startRedis } from '../../../../packages/redis/test/engines/redis-server.ts';
import { startPostgresql } from '../../../../packages/sql/test/engines/postgresql.ts';

/** A store whose size can be read. */
export interface MeasuredStore {
  readonly store: Store;
  /** The size of everything in it, with indexes, in bytes. */
  readonly size: () => Promise<number> | number;
  readonly close: () => Promise<void> | void;
}

/** The file, after the log is written into it. */
const sqlite = (): MeasuredStore => {
  const folder = mkdtempSync(join(tmpdir(), 'sizes-'));
  const file = join(folder, 'codegrant.db');
  const connection = new DatabaseSync(file);
  // Waiting for the disk changes no size.
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const db = nodeSqlite(connection);
  void migrate(db);
  return {
    store: sqlStore(db).storage.store,
    size: () => {
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return statSync(file).size;
    },
    close: () => {
      connection.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** The table of codes, with its indexes and with what a vacuum has not freed yet. */
const postgresql = async (): Promise<MeasuredStore> => {
  const server = await startPostgresql();
  // The pool closes its connections after `end`, when the server may be ending too.
  const pool = new Pool({ connectionString: server.url }).on('error', () => {});
  const db = pg(pool);
  await migrate(db);
  return {
    store: sqlStore(db).storage.store,
    size: async () => {
      const { rows } = await pool.query<{ size: string }>(`SELECT pg_total_relation_size('codegrant_codes') AS size`);
      return Number(rows[0]?.size);
    },
    close: async () => {
      await pool.end();
      await server.stop();
    },
  };
};

/** The memory that Redis uses for keys and values, and for its tables of them. */
const redis = async (): Promise<MeasuredStore> => {
  const server = await startRedis();
  const client = await createClient({ url: server.url }).connect();
  return {
    store: redisStore(nodeRedis(client)).storage.store,
    size: async () => Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]),
    close: async () => {
      client.destroy();
      await server.stop();
    },
  };
};

/** The stores by the names of their databases. */
export const measuredStores: Readonly<Record<string, () => Promise<MeasuredStore> | MeasuredStore>> = {
  SQLite: sqlite,
  PostgreSQL: postgresql,
  Redis: redis,
};
