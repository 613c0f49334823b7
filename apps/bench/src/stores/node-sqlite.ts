import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { synchronousExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (file) => {
  const connection = new DatabaseSync(file);
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const db = nodeSqlite(connection);
  await migrate(db);
  const { save, take } = sqlStatements('sqlite');
  const [insert, update] = [connection.prepare(save), connection.prepare(take)];
  return {
    bare: (record) => {
      insert.run(record.codeHash, JSON.stringify(record), record.expiresAt);
      const row = update.get(record.expiresAt, record.codeHash);
      return row && { record: JSON.parse(String(row['record'])), firstUse: row['uses'] === 1 };
    },
    stored: synchronousExchange(sqlStore(db).storage.store),
    close: () => connection.close(),
  };
};
