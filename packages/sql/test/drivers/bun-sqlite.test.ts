import { DatabaseSync } from 'node:sqlite';
import { describeStore } from '@codegrant/conformance/suite';
import { type BunSqlite, bunSqlite, migrate, sqlStore } from '@codegrant/sql';

/** The method of bun:sqlite that is used, over the SQLite of Node. `pnpm runtimes` tests the real one on Bun. */
const bunOver = (db: DatabaseSync): BunSqlite => ({ query: (statement) => db.prepare(statement) });

describeStore('bunSqlite over the SQLite of Node', () => {
  const connection = new DatabaseSync(':memory:');
  const db = bunSqlite(bunOver(connection));
  migrate(db);
  return { ...sqlStore(db), close: () => connection.close() };
});
