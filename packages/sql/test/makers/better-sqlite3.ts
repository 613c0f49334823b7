import type { MadeStore } from '@codegrant/conformance/suite';
import { betterSqlite3, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import Connection from 'better-sqlite3';
import { timeout } from './timeout.ts';

/** Makes a store of `better-sqlite3` in a file. */
export default (file: string): MadeStore => {
  const connection = new Connection(file, { timeout });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  const db = betterSqlite3(connection);
  migrate(db);
  return {
    storage: { ...sqlStore(db).storage, registry: sqlClientRegistry(db) },
    close: () => void connection.close(),
  };
};
