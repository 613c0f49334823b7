import { InvalidSettings } from '@codegrant/server';
import type { Database, Dialect } from './database.ts';

/** The names of the tables. Every function that gets them must get the same. */
export interface TableSettings {
  /** What the name of every table begins with: lower-case letters, digits and `_`. Default: `codegrant_`. */
  readonly prefix?: string | undefined;
  /**
   * The schema of the tables, for PostgreSQL: lower-case letters, digits and `_`. Default: the first schema of the
   * `search_path` of the connection.
   */
  readonly schema?: string | undefined;
}

/** Names that need no escape. PostgreSQL cuts names off after 63 characters, and a table name follows a prefix. */
const isIdentifier = (name: unknown): boolean => typeof name === 'string' && /^[a-z_][a-z0-9_]{0,39}$/.test(name);

const mustBeIdentifier = (member: string, value: unknown): string =>
  `${member} ${JSON.stringify(value)} must be 1 to 40 lower-case letters, digits and _, and must not begin with a digit.`;

const settingNames: ReadonlySet<string> = new Set(['prefix', 'schema'] satisfies (keyof TableSettings)[]);

/** Returns the problems of table settings, each a sentence that names the member. */
const problemsOf = ({ prefix, schema }: TableSettings, dialect: Dialect): readonly string[] => [
  ...(prefix === undefined || isIdentifier(prefix) ? [] : [mustBeIdentifier('prefix', prefix)]),
  ...(schema === undefined || isIdentifier(schema) ? [] : [mustBeIdentifier('schema', schema)]),
  ...(schema !== undefined && dialect === 'sqlite'
    ? ['schema is only for PostgreSQL. Leave it out, or set prefix.']
    : []),
];

/**
 * Checks the names of the tables, before they become a part of statements.
 *
 * @param what the function that gets the settings, for the error
 * @param others the names of its other settings
 * @throws {InvalidSettings} with every problem
 */
export const checkSettings = (
  what: string,
  settings: TableSettings,
  dialect: Dialect,
  others: readonly string[] = [],
): void => {
  const unknown = Object.keys(settings).filter((name) => !settingNames.has(name) && !others.includes(name));
  const problems = [
    ...(dialect === 'sqlite' || dialect === 'postgresql' ? [] : ['dialect must be sqlite or postgresql.']),
    ...unknown.map((name) => `${name} is not a setting: correct its spelling.`),
    ...problemsOf(settings, dialect),
  ];
  if (problems.length > 0) throw new InvalidSettings(what, problems);
};

/**
 * Checks a database and the names of its tables.
 *
 * @throws {InvalidSettings} if the database runs nothing, or with every problem of the settings
 */
export const checkDatabase = (
  what: string,
  db: Database,
  settings: TableSettings,
  others: readonly string[] = [],
): void => {
  // The types say so too, but JavaScript has no types.
  if (typeof db.run !== 'function')
    throw new InvalidSettings(what, [
      'db.run must be a function. Pass pg(pool) or nodeSqlite(connection), for example.',
    ]);
  checkSettings(what, settings, db.dialect, others);
};
