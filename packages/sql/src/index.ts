export { sqlStore } from './sql-store.ts';
export type { SqlStorage, SqlStoreSettings } from './sql-store.ts';
export type { SqlClients } from './stored-clients.ts';
export { sqlClientRegistry } from './sql-client-registry.ts';
export type { SqlClientRegistrySettings } from './sql-client-registry.ts';

// The tables.
export { migrate } from './migrate.ts';
export { schema } from './schema.ts';
export type { TableSettings } from './settings.ts';

// The databases.
export type { Database, Dialect, Parameter } from './database.ts';
export { betterSqlite3 } from './drivers/better-sqlite3.ts';
export type { BetterSqlite3 } from './drivers/better-sqlite3.ts';
export { bunSqlite } from './drivers/bun-sqlite.ts';
export type { BunSqlite } from './drivers/bun-sqlite.ts';
export { d1 } from './drivers/d1.ts';
export type { D1 } from './drivers/d1.ts';
export { libsql } from './drivers/libsql.ts';
export type { Libsql } from './drivers/libsql.ts';
export { nodeSqlite } from './drivers/node-sqlite.ts';
export type { NodeSqlite } from './drivers/node-sqlite.ts';
export { pg } from './drivers/pg.ts';
export type { Pg } from './drivers/pg.ts';
export { postgresJs } from './drivers/postgres-js.ts';
export type { PostgresJs } from './drivers/postgres-js.ts';
