import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, type SqlStorage, sqlStore } from '@codegrant/sql';

/** Opens the file that all processes of this machine share. */
export const openSqlite = (file: string): SqlStorage => {
  const connection = new DatabaseSync(file, { timeout: 5000 });
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const db = nodeSqlite(connection);
  migrate(db);
  return sqlStore(db).storage;
};
