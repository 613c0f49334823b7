import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nodeRedis, redisClientRegistry } from '@codegrant/redis';
import { type ClientRegistry, memoryClientRegistry } from '@codegrant/server';
import { migrate, nodeSqlite, sqlClientRegistry } from '@codegrant/sql';
import { createClient } from 'redis';
import { startRedis } from '../../../../packages/redis/test/engines/redis-server.ts';

/** A registry, and what ends it. */
export interface OpenedRegistry {
  readonly registry: ClientRegistry;
  readonly close: () => Promise<void> | void;
}

const sqlite = (): OpenedRegistry => {
  const folder = mkdtempSync(join(tmpdir(), 'registrations-'));
  const connection = new DatabaseSync(join(folder, 'codegrant.db'));
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const db = nodeSqlite(connection);
  void migrate(db);
  const close = (): void => {
    connection.close();
    rmSync(folder, { recursive: true });
  };
  return { registry: sqlClientRegistry(db), close };
};

const redis = async (): Promise<OpenedRegistry> => {
  const server = await startRedis();
  const client = await createClient({ url: server.url }).connect();
  const close = async (): Promise<void> => {
    client.destroy();
    await server.stop();
  };
  return { registry: redisClientRegistry(nodeRedis(client)), close };
};

/** The registries by the names of what keeps them. */
export const openedRegistries: Readonly<Record<string, () => Promise<OpenedRegistry> | OpenedRegistry>> = {
  memory: () => ({ registry: memoryClientRegistry(), close: () => {} }),
  SQLite: sqlite,
  Redis: redis,
};
