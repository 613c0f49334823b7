import { migrate, pg, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';
import type { OpenPair } from './pair.ts';
import { sqlStatements } from './sql-statements.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const pool = new Pool({ connectionString: url, max: 10 });
  const db = pg(pool);
  await migrate(db);
  const { save, take } = sqlStatements('postgresql');
  return {
    bare: async (record) => {
      await pool.query(save, [record.codeHash, JSON.stringify(record), record.expiresAt]);
      const { rows } = await pool.query<{ record: string; uses: number }>(take, [record.expiresAt, record.codeHash]);
      const [row] = rows;
      return row && { record: JSON.parse(row.record), firstUse: row.uses === 1 };
    },
    stored: storedExchange(sqlStore(db).storage.store),
    close: () => pool.end(),
  };
};
