import { migrate, postgresJs, sqlStore } from '@codegrant/sql';
import postgres from 'postgres';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const sql = postgres(url, { max: 10, onnotice: () => {} });
  const db = postgresJs(sql);
  await migrate(db);
  const { save, take } = sqlStatements('postgresql');
  return {
    bare: async (record) => {
      await sql.unsafe(save, [record.codeHash, JSON.stringify(record), record.expiresAt]);
      const [row] = await sql.unsafe<{ record: string; uses: number }[]>(take, [record.expiresAt, record.codeHash]);
      return row && { record: JSON.parse(row.record), firstUse: row.uses === 1 };
    },
    stored: storedExchange(sqlStore(db).storage.store),
    close: () => sql.end(),
  };
};
