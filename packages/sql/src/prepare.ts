import type { Awaitable } from '@codegrant/server';
import type { Database, Parameter } from './database.ts';

/** Runs one statement with the values of its parameters. */
export type Run = (...parameters: readonly Parameter[]) => Awaitable<readonly unknown[]>;

/** Writes the parameters of PostgreSQL. No statement of this package has a question mark that is none. */
const numbered = (statement: string): string => {
  let count = 0;
  return statement.replaceAll('?', () => `$${++count}`);
};

/** Makes a function of a statement. Its parameters are written `?`, for both dialects. */
export const prepare = (db: Database, statement: string): Run => {
  const written = db.dialect === 'sqlite' ? statement : numbered(statement);
  return (...parameters) => db.run(written, parameters);
};
