import { betterSqlite3, migrate, sqlStore } from '@codegrant/sql';
import Connection from 'better-sqlite3';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { synchronousExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (file) => {
  const connection = new Connection(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  const db = betterSqlite3(connection);
  await migrate(db);
  const { save, take } = sqlStatements('sqlite');
  const insert = connection.prepare<[string, string, number]>(save);
  const update = connection.prepare<[number, string], { readonly record: string; readonly uses: number }>(take);
  return {
    bare: (record) => {
      insert.run(record.codeHash, JSON.stringify(record), record.expiresAt);
      const row = update.get(record.expiresAt, record.codeHash);
      return row && { record: JSON.parse(row.record), firstUse: row.uses === 1 };
    },
    stored: synchronousExchange(sqlStore(db).storage.store),
    close: () => void connection.close(),
  };
};
