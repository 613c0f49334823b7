import type { Dialect } from './database.ts';
import type { Tables } from './tables.ts';

/** The statements that change how many registrations there are. */
export interface RegistrationStatements {
  /** Parameters: the origin, the cap, and the values of {@link registrationColumnNames}. Returns a row unless the cap is reached. */
  readonly insert: string;
  /** Parameter: the client_id. Returns `expires_at` of the row. */
  readonly remove: string;
  /** Parameters: the origin, and the time now. */
  readonly drop: string;
}

/** The columns of a registration, in the order of the parameters of the statement that inserts one. */
export const registrationColumnNames = [
  'client_id',
  'record',
  'revision',
  'origin',
  'org_id',
  'name',
  'client_type',
  'grant_types',
  'verified',
  'created_at',
  'expires_at',
] as const;

/** The name of a column of a registration. */
export type RegistrationColumn = (typeof registrationColumnNames)[number];

/** PostgreSQL does not know the types of parameters in a SELECT. */
const typeOf = (column: RegistrationColumn): string => {
  switch (column) {
    case 'revision':
    case 'created_at':
    case 'expires_at':
      return 'BIGINT';
    case 'verified':
      return 'INTEGER';
    default:
      return 'TEXT';
  }
};

/** How many rows one call deletes at most. */
const batchSize = 256;

const insertFrom = (slot: string, { registrations }: Tables): string => {
  const values = registrationColumnNames.map((column) => `CAST(? AS ${typeOf(column)})`);
  return `WITH slot AS (${slot})
    INSERT INTO ${registrations} (${registrationColumnNames.join(', ')})
    SELECT ${values.join(', ')} FROM slot WHERE true RETURNING client_id`;
};

const expired = ({ registrations }: Tables): string =>
  `SELECT client_id FROM ${registrations} WHERE origin = ? AND expires_at <= ? ORDER BY expires_at LIMIT ${batchSize}`;

// One process writes at a time, and a trigger counts.
const sqlite = (tables: Tables): RegistrationStatements => ({
  insert: insertFrom(
    `SELECT 1 WHERE coalesce((SELECT clients FROM ${tables.registrationCounts} WHERE origin = ?), 0) < ?`,
    tables,
  ),
  remove: `DELETE FROM ${tables.registrations} WHERE client_id = ? RETURNING expires_at`,
  drop: `DELETE FROM ${tables.registrations} WHERE client_id IN (${expired(tables)})`,
});

// The row of the count is locked by the first of two statements, and the second reads it again. A count of rows would miss those
// that another process has not committed yet.
const postgresql = (tables: Tables): RegistrationStatements => {
  const { registrations, registrationCounts: counts } = tables;
  return {
    insert: insertFrom(
      `INSERT INTO ${counts} AS kept (origin, clients) VALUES (?, 1)
        ON CONFLICT (origin) DO UPDATE SET clients = kept.clients + 1 WHERE kept.clients < ? RETURNING 1`,
      tables,
    ),
    remove: `WITH gone AS (DELETE FROM ${registrations} WHERE client_id = ? RETURNING origin, expires_at),
      counted AS (UPDATE ${counts} SET clients = clients - 1 WHERE origin IN (SELECT origin FROM gone))
      SELECT expires_at FROM gone`,
    // Two processes that delete the same rows in different orders would wait for each other.
    drop: `WITH gone AS (DELETE FROM ${registrations} WHERE client_id IN (${expired(tables)} FOR UPDATE SKIP LOCKED) RETURNING origin)
      UPDATE ${counts} AS kept SET clients = kept.clients - gone_of.clients
      FROM (SELECT origin, count(*) AS clients FROM gone GROUP BY origin) AS gone_of WHERE kept.origin = gone_of.origin`,
  };
};

/** The statements of a dialect. */
export const registrationStatements: Readonly<Record<Dialect, (tables: Tables) => RegistrationStatements>> = {
  sqlite,
  postgresql,
};
