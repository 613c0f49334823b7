import { DatabaseSync } from 'node:sqlite';
import { describeStore } from '@codegrant/conformance/suite';
import { type BunSqlite, bunSqlite, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';

/** The method of bun:sqlite that is used, over the SQLite of Node. `pnpm runtimes` tests the real one on Bun. */
const bunOver = (db: DatabaseSync): BunSqlite => ({ query: (statement) => db.prepare(statement) });

describeStore('bunSqlite over the SQLite of Node', () => {
  const connection = new DatabaseSync(':memory:');
  const db = bunSqlite(bunOver(connection));
  migrate(db);
  return { storage: { ...sqlStore(db).storage, registry: sqlClientRegistry(db) }, close: () => connection.close() };
});
