import { type Awaitable, type ClientRecord, type ClientRegistry, clientOfRecord } from '@codegrant/server';
import { clockOf, isCurrent, isPromise, keptRecord, mapAwaitable, systemNow } from '@codegrant/server/internal';
import { areStorable } from './are-storable.ts';
import { conditionOf } from './client-filter.ts';
import type { Database } from './database.ts';
import { prepare } from './prepare.ts';
import { expiryIn, recordOfRow, rowOfRecord } from './registration-row.ts';
import { registrationColumnNames, registrationStatements } from './registration-statements.ts';
import { numberIn } from './row.ts';
import { checkDatabase, type TableSettings } from './settings.ts';
import { tablesOf } from './tables.ts';

/** The settings of {@link sqlClientRegistry}. */
export interface SqlClientRegistrySettings extends TableSettings {
  /** The clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's. Default: the system clock. */
  readonly now?: (() => number) | undefined;
}

const noCap = Number.MAX_SAFE_INTEGER;

const updatedColumns = ['record', 'revision', 'name', 'client_type', 'grant_types', 'verified'] as const;

/** What a step returns, or what another returns in its place if it fails. */
const orElse = <Value>(
  step: () => Awaitable<Value>,
  failed: (error: unknown) => Awaitable<Value>,
): Awaitable<Value> => {
  try {
    const value = step();
    return isPromise(value) ? Promise.resolve(value).catch(failed) : value;
  } catch (error) {
    return failed(error);
  }
};

/**
 * Registrations in a table, for `registration`, `clientManagement` and `managedClients`. {@link migrate} makes the table.
 *
 * @throws {InvalidSettings} if the database or a setting is invalid
 * @example
 * const registry = sqlClientRegistry(pg(pool));
 */
export const sqlClientRegistry = (db: Database, settings: SqlClientRegistrySettings = {}): ClientRegistry => {
  checkDatabase('sqlClientRegistry', db, settings, ['now']);
  const clock = clockOf('sqlClientRegistry', settings.now ?? systemNow);
  const tables = tablesOf(settings);
  const { registrations } = tables;
  const statements = registrationStatements[db.dialect](tables);
  const insert = prepare(db, statements.insert);
  const remove = prepare(db, statements.remove);
  const drop = prepare(db, statements.drop);
  const select = prepare(db, `SELECT record, expires_at FROM ${registrations} WHERE client_id = ?`);
  const update = prepare(
    db,
    `UPDATE ${registrations} SET ${updatedColumns.map((column) => `${column} = ?`).join(', ')}
      WHERE client_id = ? AND revision = ? AND (expires_at IS NULL OR expires_at > ?) RETURNING client_id`,
  );
  const keep = prepare(db, `UPDATE ${registrations} SET expires_at = NULL WHERE client_id = ? AND expires_at > ?`);

  // A client_id may come from a request. A statement that fails would look like an outage.
  const read = (clientId: string): Awaitable<ClientRecord | undefined> =>
    areStorable(clientId)
      ? mapAwaitable(select(clientId), ([row]) => {
          const record = row === undefined ? undefined : recordOfRow(row);
          return record !== undefined && isCurrent(record, clock()) ? record : undefined;
        })
      : undefined;
  const readAgain = <Answer>(clientId: string, ifThere: Answer, ifNot: () => Answer): Awaitable<Answer> =>
    mapAwaitable(read(clientId), (found) => (found === undefined ? ifNot() : ifThere));
  const insertWithin = (cap: number, record: ClientRecord): Awaitable<'created' | 'exists' | 'full'> => {
    const row = rowOfRecord(record);
    const values = registrationColumnNames.map((column) => row[column]);
    // A cap of 0 counts no first client.
    const inserted = cap < 1 ? [] : insert(row.origin, cap, ...values);
    return mapAwaitable(inserted, ([created]) =>
      created === undefined ? readAgain(record.metadata.client_id, 'exists', () => 'full') : 'created',
    );
  };

  return {
    find: (clientId) => mapAwaitable(read(clientId), (record) => record && clientOfRecord(record, clock())),
    readClient: read,
    createClient: (record, cap = noCap) => {
      const kept = keptRecord(record);
      const clientId = record.metadata.client_id;
      return mapAwaitable(drop(rowOfRecord(kept).origin, clock()), () =>
        // A client_id that is there already is an error of the statement, so that it is not counted twice.
        orElse(
          () => insertWithin(cap, kept),
          (error) =>
            readAgain(clientId, 'exists', () => {
              throw error;
            }),
        ),
      );
    },
    updateClient: (record) => {
      const clientId = record.metadata.client_id;
      const row = rowOfRecord(keptRecord(record));
      const values = updatedColumns.map((column) => row[column]);
      return mapAwaitable(update(...values, clientId, record.revision - 1, clock()), ([updated]) =>
        updated === undefined ? readAgain(clientId, 'conflict', () => 'unknown') : 'updated',
      );
    },
    deleteClient: (clientId) =>
      areStorable(clientId)
        ? mapAwaitable(
            remove(clientId),
            ([row]) => row !== undefined && isCurrent({ expiresAt: expiryIn(row) }, clock()),
          )
        : false,
    keepClient: (clientId) =>
      areStorable(clientId) ? mapAwaitable(keep(clientId, clock()), () => undefined) : undefined,
    listClients: (filter, offset, limit) => {
      const condition = conditionOf(filter, db.dialect, clock());
      if (condition === undefined) return { records: [], total: 0 };
      const { sql, values } = condition;
      const count = prepare(db, `SELECT count(*) AS total FROM ${registrations} WHERE ${sql}`);
      const page = prepare(
        db,
        `SELECT record, expires_at FROM ${registrations} WHERE ${sql} ORDER BY created_at, client_id LIMIT ? OFFSET ?`,
      );
      return mapAwaitable(count(...values), ([counted]) =>
        mapAwaitable(page(...values, limit, offset), (rows) => ({
          records: rows.map(recordOfRow),
          total: numberIn(counted, 'total'),
        })),
      );
    },
  };
};
