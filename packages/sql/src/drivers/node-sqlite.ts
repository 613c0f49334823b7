import type { Database, Parameter } from '../database.ts';
import { cached } from './cached.ts';
import { waitForLocks } from './wait-for-locks.ts';

/** What is used of a `DatabaseSync` of `node:sqlite`. */
export interface NodeSqlite {
  readonly prepare: (statement: string) => { readonly all: (...parameters: Parameter[]) => readonly unknown[] };
}

/**
 * A database of `node:sqlite`. The ports over it are synchronous.
 *
 * @param db a connection on which you open no transactions: what is rolled back is undone for the store too.
 *   If its `timeout` is 0, which is the default of Node, it is set to 5 seconds
 */
export const nodeSqlite = (db: NodeSqlite): Database => {
  waitForLocks((statement) => db.prepare(statement).all());
  const prepared = cached((statement) => db.prepare(statement));
  return { dialect: 'sqlite', run: (statement, parameters) => prepared(statement).all(...parameters) };
};
