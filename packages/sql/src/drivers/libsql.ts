import type { Database, Parameter } from '../database.ts';

/** What is used of a `Client` of `@libsql/client`. */
export interface Libsql {
  readonly execute: (statement: {
    readonly sql: string;
    readonly args: Parameter[];
  }) => Promise<{ readonly rows: ArrayLike<unknown> }>;
}

/** A database of libSQL or Turso, by `@libsql/client`. */
export const libsql = (client: Libsql): Database => ({
  dialect: 'sqlite',
  run: async (sql, parameters) => Array.from((await client.execute({ sql, args: [...parameters] })).rows),
});
