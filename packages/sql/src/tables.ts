import type { TableSettings } from './settings.ts';

/** The names of the tables, as statements have them. */
export interface Tables {
  readonly codes: string;
  readonly answers: string;
  readonly consents: string;
  readonly clients: string;
  readonly grants: string;
  readonly refreshTokens: string;
  readonly accessTokens: string;
  readonly registrations: string;
  /** How many registrations there are of each origin. */
  readonly registrationCounts: string;
  /** The indexes of the times at which rows expire. An index has no schema: it is in the one of its table. */
  readonly codesExpiry: string;
  readonly answersExpiry: string;
  readonly grantsExpiry: string;
  readonly refreshTokensExpiry: string;
  readonly accessTokensExpiry: string;
  readonly registrationsExpiry: string;
  /** The index of the order of lists, and the one of the lists of an organization. */
  readonly registrationsOrder: string;
  readonly registrationsOfOrg: string;
  /** The triggers that keep {@link registrationCounts}. Like an index, they are in the schema of their table. */
  readonly registrationAdded: string;
  readonly registrationRemoved: string;
  /** Has the number of each migration that was made. */
  readonly migrations: string;
}

/** The names of the tables, of settings that are checked. */
export const tablesOf = ({ prefix = 'codegrant_', schema }: TableSettings): Tables => {
  const name = (table: string): string => `${schema === undefined ? '' : `"${schema}".`}"${prefix}${table}"`;
  const nameIn = (table: string, of: string): string => `"${prefix}${table}_${of}"`;
  const expiryOf = (table: string): string => nameIn(table, 'expires_at');
  return {
    codes: name('codes'),
    answers: name('answers'),
    consents: name('consents'),
    clients: name('clients'),
    grants: name('grants'),
    refreshTokens: name('refresh_tokens'),
    accessTokens: name('access_tokens'),
    registrations: name('registrations'),
    registrationCounts: name('registration_counts'),
    codesExpiry: expiryOf('codes'),
    answersExpiry: expiryOf('answers'),
    grantsExpiry: expiryOf('grants'),
    refreshTokensExpiry: expiryOf('refresh_tokens'),
    accessTokensExpiry: expiryOf('access_tokens'),
    registrationsExpiry: expiryOf('registrations'),
    registrationsOrder: nameIn('registrations', 'created_at'),
    registrationsOfOrg: nameIn('registrations', 'org_id'),
    registrationAdded: nameIn('registrations', 'added'),
    registrationRemoved: nameIn('registrations', 'removed'),
    migrations: name('migrations'),
  };
};
