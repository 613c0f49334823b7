import type { Database, Parameter } from '../database.ts';
import { waitForLocks } from './wait-for-locks.ts';

/** What is used of a `Database` of `bun:sqlite`. */
export interface BunSqlite {
  /** Keeps the prepared statement, other than `prepare`. */
  readonly query: (statement: string) => { readonly all: (...parameters: Parameter[]) => readonly unknown[] };
}

/**
 * A database of `bun:sqlite`. The ports over it are synchronous.
 *
 * @param db a connection on which you open no transactions: what is rolled back is undone for the store too.
 *   If its `busy_timeout` is 0, which is the default of Bun, it is set to 5 seconds
 */
export const bunSqlite = (db: BunSqlite): Database => {
  waitForLocks((statement) => db.query(statement).all());
  return { dialect: 'sqlite', run: (statement, parameters) => db.query(statement).all(...parameters) };
};
