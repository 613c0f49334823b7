import type { Database, Parameter } from '../database.ts';

/** What is used of a `Pool` or a `Client` of `pg`. */
export interface Pg {
  readonly query: (statement: string, parameters: Parameter[]) => Promise<{ readonly rows: readonly unknown[] }>;
}

/**
 * A PostgreSQL database by `pg`.
 *
 * @param pool a pool, or a client on which you open no transactions: what is rolled back is undone for the store too
 */
export const pg = (pool: Pg): Database => ({
  dialect: 'postgresql',
  run: async (statement, parameters) => (await pool.query(statement, [...parameters])).rows,
});
