import type { AccessTokens, Consents, Grants, Store, StoredPorts } from '@codegrant/server';
import { clockOf, storedExcept, systemNow } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { checkDatabase, type TableSettings } from './settings.ts';
import { storedAccessTokens } from './stored-access-tokens.ts';
import { type SqlClients, storedClients } from './stored-clients.ts';
import { storedCodes } from './stored-codes.ts';
import { storedConsents } from './stored-consents.ts';
import { storedGrants } from './stored-grants.ts';
import { storedRefreshTokens } from './stored-refresh-tokens.ts';
import { tablesOf } from './tables.ts';

/** The ports that a database fills. */
export interface SqlStorage {
  readonly store: Store;
  readonly consents: Consents;
  readonly clients: SqlClients;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
}

/** The settings of {@link sqlStore}. */
export interface SqlStoreSettings<Left extends keyof SqlStorage> extends TableSettings {
  /** The ports that this database does not fill. Default: none. */
  readonly except?: readonly Left[] | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z, for deleting what has expired. Default: the system clock. */
  readonly now?: (() => number) | undefined;
}

/**
 * Fills the ports of a server that keep something: codes and answers, remembered consents, clients, grants,
 * refresh tokens and access tokens. {@link migrate} makes their tables.
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
  const clock = clockOf('sqlStore', now);
  const tables = tablesOf(settings);
  const storage: SqlStorage = {
    store: storedCodes(db, tables, clock),
    consents: storedConsents(db, tables),
    clients: storedClients(db, tables),
    grants: { ...storedGrants(db, tables, clock), ...storedRefreshTokens(db, tables, clock) },
    accessTokens: storedAccessTokens(db, tables, clock),
  };
  return storedExcept('sqlStore', storage, except);
};
