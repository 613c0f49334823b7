import { migrate, postgresJs, sqlStore } from '@codegrant/sql';
import postgres from 'postgres';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const db = postgresJs(sql);
  await migrate(db);
  const { save, take } = sqlStatements('postgresql');
  return {
    bare: async ({ codeHash, expiresAt }, json) => {
      await sql.unsafe(save, [codeHash, json, expiresAt]);
      const [row] = await sql.unsafe(take, [codeHash]);
      return row?.['uses'] === 1;
    },
    stored: storedExchange(sqlStore(db).storage.store),
    close: () => sql.end(),
  };
};
