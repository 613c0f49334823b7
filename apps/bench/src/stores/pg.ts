import { migrate, pg, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const pool = new Pool({ connectionString: url, max: 1 });
  const db = pg(pool);
  await migrate(db);
  const { save, take } = sqlStatements('postgresql');
  return {
    bare: async ({ codeHash, expiresAt }, json) => {
      await pool.query(save, [codeHash, json, expiresAt]);
      const { rows } = await pool.query<{ uses: number }>(take, [codeHash]);
      return rows[0]?.uses === 1;
    },
    stored: storedExchange(sqlStore(db).storage.store),
    close: () => pool.end(),
  };
};
