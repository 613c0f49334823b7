import { pg } from '@codegrant/sql';
import { Pool } from 'pg';
import type { AppStorage } from './app-storage.ts';
import { reasonOf } from './reason-of.ts';
import { sqlStorage } from './sql-storage.ts';

/** A PostgreSQL database. The pool makes a new connection in place of one that is lost. */
export const postgresqlStorage = async (url: string): Promise<AppStorage> => {
  // Without the limits, in milliseconds, requests would wait as long as the database does not answer.
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 3000, query_timeout: 5000, keepAlive: true });
  // Without a listener, a connection that is lost while nobody uses it would end the process.
  pool.on('error', (error) => console.error(`STORE: a connection to PostgreSQL is lost: ${reasonOf(error)}`));
  return sqlStorage(pg(pool), { kind: 'postgresql', close: () => pool.end() });
};
