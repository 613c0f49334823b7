import type { Database, Parameter } from '@codegrant/sql';
import type { Entries } from './entries.ts';

const now = (): number => Math.floor(Date.now() / 1000);

/** Two processes that delete the same rows in different orders would wait for each other. */
const skipLocked = { sqlite: '', postgresql: 'FOR UPDATE SKIP LOCKED' };

/** Runs a statement whose parameters are written `?`. PostgreSQL numbers them. */
const runner = ({ dialect, run }: Database) => {
  const written = (statement: string): string => {
    let count = 0;
    return dialect === 'sqlite' ? statement : statement.replaceAll('?', () => `$${++count}`);
  };
  return async (statement: string, ...parameters: readonly Parameter[]): Promise<readonly unknown[]> =>
    run(written(statement), parameters);
};

const table = 'example_entries';

const statements = [
  `CREATE TABLE IF NOT EXISTS ${table} (id TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, expires_at BIGINT NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS ${table}_expires_at ON ${table} (expires_at)`,
];

/** In PostgreSQL, two processes that create the same table at the same time need a lock. */
const creation = {
  sqlite: statements,
  postgresql: [
    `DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtext('${table}')); ${statements.map((each) => `${each};`).join(' ')} END $$`,
  ],
};

const valueIn = (row: unknown): string | undefined => {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'value') : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Entries in a table of the app's own. Makes the table if it is missing. */
export const sqlEntries = async (db: Database): Promise<Entries> => {
  const run = runner(db);
  for (const statement of creation[db.dialect]) await run(statement);
  // Without an order, PostgreSQL reads the whole table as long as it has no statistics of it.
  const dropExpired = `DELETE FROM ${table} WHERE id IN
    (SELECT id FROM ${table} WHERE expires_at <= ? ORDER BY expires_at LIMIT 100 ${skipLocked[db.dialect]})`;
  return {
    set: async (key, value, lifetimeSeconds) => {
      await run(dropExpired, now());
      const insert = `INSERT INTO ${table} (id, value, expires_at) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`;
      await run(insert, key, value, now() + lifetimeSeconds);
    },
    get: async (key) => {
      const [row] = await run(`SELECT value FROM ${table} WHERE id = ? AND expires_at > ?`, key, now());
      return valueIn(row);
    },
    remove: async (key) => void (await run(`DELETE FROM ${table} WHERE id = ?`, key)),
  };
};
