import { join } from 'node:path';
import { beforeAll, describe } from 'vitest';
import { describeWithOwnRedis } from '../../../packages/redis/test/engines/describe-with-redis.ts';
import { startRedis } from '../../../packages/redis/test/engines/redis-server.ts';
import { describeWithOwnPostgresql } from '../../../packages/sql/test/engines/describe-with-postgresql.ts';
import { startPostgresql } from '../../../packages/sql/test/engines/postgresql.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

/** A database server that a suite has started, and can end and start again. */
export interface Engine {
  readonly url: string;
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Runs a suite with an engine of its own. Read it inside a test. */
const withEngine = (
  start: () => Promise<Engine & { readonly stop: () => Promise<void> }>,
  tests: (engine: () => Engine) => void,
): void => {
  let started: Engine | undefined;
  beforeAll(async () => {
    const { stop, ...engine } = await start();
    started = engine;
    return stop;
  });
  tests(() => {
    if (started === undefined) throw new Error('The engine has not started. Read it inside a test.');
    return started;
  });
};

/** A suite with a file of SQLite. */
export const describeWithSqlite = (title: string, tests: (store: () => string) => void): void => {
  describe(title, () => {
    const folder = temporaryFolder();
    tests(() => `sqlite:${join(folder, 'codegrant.db')}`);
  });
};

/** A suite with a Redis that writes every command to the disk before it answers. */
export const describeWithRedisEngine = (title: string, tests: (engine: () => Engine) => void): void =>
  describeWithOwnRedis(title, () =>
    withEngine(() => startRedis('--appendonly', 'yes', '--appendfsync', 'always'), tests),
  );

/** A suite with a PostgreSQL. */
export const describeWithPostgresqlEngine = (title: string, tests: (engine: () => Engine) => void): void =>
  describeWithOwnPostgresql(title, () => withEngine(startPostgresql, tests));

/** A suite for every storage that processes can share. `store` is the value of STORE. */
export const describeSharedStorage = (title: string, tests: (store: () => string, kind: string) => void): void => {
  describeWithSqlite(`${title} SQLite`, (store) => tests(store, 'sqlite'));
  describeWithRedisEngine(`${title} Redis`, (engine) => tests(() => engine().url, 'redis'));
  describeWithPostgresqlEngine(`${title} PostgreSQL`, (engine) => tests(() => engine().url, 'postgresql'));
};
