import type { Database, Parameter } from '../database.ts';
import { cached } from './cached.ts';
import { waitForLocks } from './wait-for-locks.ts';

interface Statement {
  /** Whether the statement returns rows. `all` throws otherwise. */
  readonly reader: boolean;
  readonly all: (parameters: readonly Parameter[]) => readonly unknown[];
  readonly run: (parameters: readonly Parameter[]) => unknown;
}

/** What is used of a `Database` of `better-sqlite3`. */
export interface BetterSqlite3 {
  readonly prepare: (statement: string) => Statement;
}

const run = (statement: Statement, parameters: readonly Parameter[]): readonly unknown[] => {
  if (statement.reader) return statement.all(parameters);
  statement.run(parameters);
  return [];
};

/**
 * A database of `better-sqlite3`. The ports over it are synchronous.
 *
 * @param db a connection on which you open no transactions: what is rolled back is undone for the store too.
 *   If its `timeout` is 0, it is set to 5 seconds, which is the default of better-sqlite3
 */
export const betterSqlite3 = (db: BetterSqlite3): Database => {
  waitForLocks((statement) => run(db.prepare(statement), []));
  const prepared = cached((statement) => db.prepare(statement));
  return { dialect: 'sqlite', run: (statement, parameters) => run(prepared(statement), parameters) };
};
