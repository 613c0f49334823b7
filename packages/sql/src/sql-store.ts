import { InvalidSettings, type Store, type StoredPorts } from '@codegrant/server';
import { clockOf, storedPorts, systemNow } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { checkDatabase, type TableSettings } from './settings.ts';
import { type SqlClients, storedClients } from './stored-clients.ts';
import { storedCodes } from './stored-codes.ts';
import { type SqlConsents, storedConsents } from './stored-consents.ts';
import { tablesOf } from './tables.ts';

/** The ports that a database fills. */
export interface SqlStorage {
  readonly store: Store;
  readonly consents: SqlConsents;
  readonly clients: SqlClients;
}

/** The settings of {@link sqlStore}. */
export interface SqlStoreSettings<Left extends keyof SqlStorage> extends TableSettings {
  /** The ports that this database does not fill. Default: none. */
  readonly except?: readonly Left[] | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z, for deleting what has expired. Default: the system clock. */
  readonly now?: (() => number) | undefined;
}

const portNames = ['store', 'consents', 'clients'] as const;

const checkExcept = (except: readonly string[]): void => {
  // The types say so too, but JavaScript has no types.
  if (!Array.isArray(except))
    throw new InvalidSettings('sqlStore', ["except must be a list of ports, for example ['clients']."]);
  const unknown = except.filter((name) => !portNames.some((known) => known === name));
  if (unknown.length > 0)
    throw new InvalidSettings('sqlStore', [`except names ${unknown.join(', ')}. It may name ${portNames.join(', ')}.`]);
};

/**
 * Fills the ports of a server that keep something: codes and answers, remembered consents, and clients. {@link migrate}
 * makes their tables.
 *
 * @returns the option `storage` of `createAuthorizationServer`
 * @throws {InvalidSettings} if the database or a setting is invalid
 * @example
 * const server = createAuthorizationServer({ ...options, ...sqlStore(pg(pool), { except: ['clients'] }) });
 */
export const sqlStore = <Left extends keyof SqlStorage = never>(
  db: Database,
  settings: SqlStoreSettings<Left> = {},
): StoredPorts<Omit<SqlStorage, Left>> => {
  const { except = [], now = systemNow } = settings;
  checkDatabase('sqlStore', db, settings, ['except', 'now']);
  checkExcept(except);
  const clock = clockOf('sqlStore', now);
  const tables = tablesOf(settings);
  const storage: SqlStorage = {
    store: storedCodes(db, tables, clock),
    consents: storedConsents(db, tables),
    clients: storedClients(db, tables),
  };
  const isFilled = (name: string): boolean => !except.some((left) => left === name);
  return storedPorts(
    Object.fromEntries(Object.entries(storage).filter(([name]) => isFilled(name))) as Omit<SqlStorage, Left>,
  );
};
