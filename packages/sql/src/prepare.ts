import { type Awaitable, TemporarilyUnavailable } from '@codegrant/server';
import { isPromise } from '@codegrant/server/internal';
import type { Database, Parameter } from './database.ts';

/** Runs one statement with the values of its parameters. */
export type Run = (...parameters: readonly Parameter[]) => Awaitable<readonly unknown[]>;

/** Writes the parameters of PostgreSQL. No statement of this package has a question mark that is none. */
const numbered = (statement: string): string => {
  let count = 0;
  return statement.replaceAll('?', () => `$${++count}`);
};

/** Each client has errors of its own, so nothing tells an outage from another reason. The operator reads the cause. */
const unavailable = (cause: unknown): never => {
  throw new TemporarilyUnavailable(`The database did not run a statement: ${String(cause)}`, { cause });
};

/**
 * Makes a function of a statement. Its parameters are written `?`, for both dialects. If the client throws or rejects, so
 * does the function, with {@link TemporarilyUnavailable}.
 */
export const prepare = (db: Database, statement: string): Run => {
  const written = db.dialect === 'sqlite' ? statement : numbered(statement);
  return (...parameters) => {
    try {
      const rows = db.run(written, parameters);
      return isPromise(rows) ? Promise.resolve(rows).catch(unavailable) : rows;
    } catch (cause) {
      return unavailable(cause);
    }
  };
};
