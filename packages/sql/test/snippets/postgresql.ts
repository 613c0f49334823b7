import { type Database, migrate, pg } from '@codegrant/sql';
import type { Pool } from 'pg';

/** The tables are in a schema of their own. Pass the same setting to `sqlStore`. */
export const settings = { schema: process.env['OAUTH_SCHEMA'] ?? 'oauth' };

export const openPostgresql = async (pool: Pool): Promise<Database> => {
  const db = pg(pool);
  await migrate(db, settings);
  return db;
};
