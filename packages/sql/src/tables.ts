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
  /** The indexes of the times at which rows expire. An index has no schema: it is in the one of its table. */
  readonly codesExpiry: string;
  readonly answersExpiry: string;
  readonly grantsExpiry: string;
  readonly refreshTokensExpiry: string;
  readonly accessTokensExpiry: string;
  /** Has the number of each migration that was made. */
  readonly migrations: string;
}

/** The names of the tables, of settings that are checked. */
export const tablesOf = ({ prefix = 'codegrant_', schema }: TableSettings): Tables => {
  const name = (table: string): string => `${schema === undefined ? '' : `"${schema}".`}"${prefix}${table}"`;
  const expiryOf = (table: string): string => `"${prefix}${table}_expires_at"`;
  return {
    codes: name('codes'),
    answers: name('answers'),
    consents: name('consents'),
    clients: name('clients'),
    grants: name('grants'),
    refreshTokens: name('refresh_tokens'),
    accessTokens: name('access_tokens'),
    codesExpiry: expiryOf('codes'),
    answersExpiry: expiryOf('answers'),
    grantsExpiry: expiryOf('grants'),
    refreshTokensExpiry: expiryOf('refresh_tokens'),
    accessTokensExpiry: expiryOf('access_tokens'),
    migrations: name('migrations'),
  };
};
