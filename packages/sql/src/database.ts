import type { Awaitable } from '@codegrant/server';

/** The SQL that a database speaks. */
export type Dialect = 'sqlite' | 'postgresql';

/** A value that a statement is run with. */
export type Parameter = string | number | null;

/**
 * A database that runs one statement at a time, for example a connection or a pool. {@link nodeSqlite}, {@link pg} and the
 * other functions of this package make one of a client. You can write one for any other client.
 */
export interface Database {
  readonly dialect: Dialect;
  /**
   * Runs a statement outside of any transaction that is open.
   *
   * @param statement one statement. Its parameters are written `?` for SQLite, and `$1`, `$2` for PostgreSQL
   * @param parameters the values of the parameters, in their order
   * @returns the rows, each an object with a member for each column, or a promise of them. A statement that returns no
   *   rows returns an empty list
   */
  readonly run: (statement: string, parameters: readonly Parameter[]) => Awaitable<readonly unknown[]>;
}
