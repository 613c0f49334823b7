import { DatabaseSync } from 'node:sqlite';
import type { MadeStore } from '@codegrant/conformance/suite';
import { migrate, nodeSqlite, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { timeout } from './timeout.ts';

/** Makes a store of `node:sqlite` in a file. */
export default (file: string): MadeStore => {
  const connection = new DatabaseSync(file, { timeout });
  const db = nodeSqlite(connection);
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = NORMAL');
  migrate(db);
  return { storage: { ...sqlStore(db).storage, registry: sqlClientRegistry(db) }, close: () => connection.close() };
};
