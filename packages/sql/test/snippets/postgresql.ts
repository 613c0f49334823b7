import { migrate, pg, type SqlStorage, sqlStore } from '@codegrant/sql';
import type { Pool } from 'pg';

/** The tables are in a schema of their own. */
const settings = { schema: process.env['OAUTH_SCHEMA'] ?? 'oauth' };

/** Opens the database that all processes share. */
export const openPostgresql = async (pool: Pool): Promise<SqlStorage> => {
  const db = pg(pool);
  await migrate(db, settings);
  return sqlStore(db, settings).storage;
};
