import type { Database, Parameter } from '../database.ts';

/** What is used of a `Pool` or a `Client` of `pg`. */
export interface Pg {
  readonly query: (statement: string, parameters: Parameter[]) => Promise<{ readonly rows: readonly unknown[] }>;
}

/** A PostgreSQL database by `pg`. */
export const pg = (pool: Pg): Database => ({
  dialect: 'postgresql',
  run: async (statement, parameters) => (await pool.query(statement, [...parameters])).rows,
});
