import type { TableSettings } from './settings.ts';

/** The names of the tables, as statements have them. */
export interface Tables {
  readonly codes: string;
  readonly answers: string;
  readonly consents: string;
  readonly clients: string;
  /** The indexes of the times at which rows expire. An index has no schema: it is in the one of its table. */
  readonly codesExpiry: string;
  readonly answersExpiry: string;
  /** Has the number of each migration that was made. */
  readonly migrations: string;
}

/** The names of the tables, of settings that are checked. */
export const tablesOf = ({ prefix = 'codegrant_', schema }: TableSettings): Tables => {
  const name = (table: string): string => `${schema === undefined ? '' : `"${schema}".`}"${prefix}${table}"`;
  return {
    codes: name('codes'),
    answers: name('answers'),
    consents: name('consents'),
    clients: name('clients'),
    codesExpiry: `"${prefix}codes_expires_at"`,
    answersExpiry: `"${prefix}answers_expires_at"`,
    migrations: name('migrations'),
  };
};
