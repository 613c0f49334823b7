import type { Awaitable } from '@codegrant/server';
import type { Database } from './database.ts';
import { prepare } from './prepare.ts';

/** How far the clocks of two machines may differ, in seconds. A row that expired more recently is kept. */
const clockSkew = 300;

/** How many rows one call deletes at most. On average four times as many as are added between two calls. */
const batchSize = 256;

/** Keys are random, in base64url or as a UUID. One of about 64 begins like this. */
const deletesBatch = (key: string): boolean => /^(?:A|a[0-3])/.test(key);

// Two processes that delete the same rows in different orders would wait for each other.
const skipLocked = { sqlite: '', postgresql: 'FOR UPDATE SKIP LOCKED' };

/**
 * Makes a function that deletes expired rows of a table, if the random key of a row that is about to be added begins in a certain
 * way. So the work is spread over all processes, with no timer and no state.
 *
 * @param key the column of the key, or several with commas between them
 */
export const dropExpired = (
  db: Database,
  table: string,
  key: string,
): ((added: string, now: number) => Awaitable<unknown>) => {
  // Without an order, PostgreSQL reads the whole table as long as it has no statistics of it.
  const drop = prepare(
    db,
    `DELETE FROM ${table} WHERE (${key}) IN
      (SELECT ${key} FROM ${table} WHERE expires_at < ? ORDER BY expires_at LIMIT ${batchSize} ${skipLocked[db.dialect]})`,
  );
  return (added, now) => (deletesBatch(added) ? drop(now - clockSkew) : undefined);
};
