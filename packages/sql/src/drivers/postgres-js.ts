import type { Database, Parameter } from '../database.ts';

/** What is used of `postgres` (postgres.js). */
export interface PostgresJs {
  readonly unsafe: (statement: string, parameters: Parameter[]) => PromiseLike<readonly unknown[]>;
}

/** A PostgreSQL database by `postgres` (postgres.js). */
export const postgresJs = (sql: PostgresJs): Database => ({
  dialect: 'postgresql',
  // unsafe takes a statement that is no template. Its values are parameters all the same.
  run: async (statement, parameters) => await sql.unsafe(statement, [...parameters]),
});
