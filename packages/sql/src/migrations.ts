import type { Dialect } from './database.ts';
import type { Tables } from './tables.ts';

/** Statements that take the tables from one version to the next. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/** Text is compared by its bytes, whatever the collation of the database is. SQLite does so by default. */
const textOf: Readonly<Record<Dialect, string>> = { sqlite: 'TEXT', postgresql: 'TEXT COLLATE "C"' };

/** The table of the migrations that were made. */
export const migrationsTable = ({ migrations }: Tables): string =>
  `CREATE TABLE IF NOT EXISTS ${migrations} (version INTEGER NOT NULL PRIMARY KEY)`;

/** Notes that a migration was made. */
export const noteOf = ({ migrations }: Tables, { version }: Migration): string =>
  `INSERT INTO ${migrations} (version) VALUES (${version}) ON CONFLICT DO NOTHING`;

/**
 * SQLite counts the registrations by triggers, because a statement of it changes one table. Each is one line: some tools split at the end of
 * a line. A statement of PostgreSQL counts by itself.
 */
const triggersOf = ({ registrations, registrationCounts, registrationAdded, registrationRemoved }: Tables) => [
  `CREATE TRIGGER IF NOT EXISTS ${registrationAdded} AFTER INSERT ON ${registrations} BEGIN INSERT INTO ${registrationCounts} (origin, clients) VALUES (NEW.origin, 1) ON CONFLICT (origin) DO UPDATE SET clients = clients + 1; END`,
  `CREATE TRIGGER IF NOT EXISTS ${registrationRemoved} AFTER DELETE ON ${registrations} BEGIN UPDATE ${registrationCounts} SET clients = clients - 1 WHERE origin = OLD.origin; END`,
];

/**
 * Every migration, in their order. A migration only adds, so that a release before it can use the tables too. Each statement
 * may be repeated, because SQLite makes them one by one, and two processes may do so at the same time.
 */
export const migrationsOf = (dialect: Dialect, tables: Tables): readonly Migration[] => {
  const { codes, answers, consents, clients, grants, refreshTokens, accessTokens, registrations } = tables;
  const text = textOf[dialect];
  return [
    {
      version: 1,
      statements: [
        `CREATE TABLE IF NOT EXISTS ${codes} (
  code_hash ${text} NOT NULL PRIMARY KEY,
  record ${text} NOT NULL,
  expires_at BIGINT NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  used_at BIGINT
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.codesExpiry} ON ${codes} (expires_at)`,
        `CREATE TABLE IF NOT EXISTS ${answers} (
  id ${text} NOT NULL PRIMARY KEY,
  answer ${text} NOT NULL,
  expires_at BIGINT NOT NULL
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.answersExpiry} ON ${answers} (expires_at)`,
        `CREATE TABLE IF NOT EXISTS ${consents} (
  subject ${text} NOT NULL,
  client_id ${text} NOT NULL,
  scope ${text} NOT NULL,
  PRIMARY KEY (subject, client_id, scope)
)`,
        `CREATE TABLE IF NOT EXISTS ${clients} (
  client_id ${text} NOT NULL PRIMARY KEY,
  metadata ${text} NOT NULL
)`,
      ],
    },
    {
      version: 2,
      statements: [
        // A grant without a record is revoked.
        `CREATE TABLE IF NOT EXISTS ${grants} (
  subject ${text} NOT NULL,
  grant_id ${text} NOT NULL,
  record ${text},
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (subject, grant_id)
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.grantsExpiry} ON ${grants} (expires_at)`,
        `CREATE TABLE IF NOT EXISTS ${refreshTokens} (
  token_hash ${text} NOT NULL PRIMARY KEY,
  record ${text} NOT NULL,
  first_use ${text},
  expires_at BIGINT NOT NULL
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.refreshTokensExpiry} ON ${refreshTokens} (expires_at)`,
        `CREATE TABLE IF NOT EXISTS ${accessTokens} (
  token_hash ${text} NOT NULL PRIMARY KEY,
  record ${text} NOT NULL,
  expires_at BIGINT NOT NULL
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.accessTokensExpiry} ON ${accessTokens} (expires_at)`,
      ],
    },
    {
      version: 3,
      statements: [
        // The columns between the record and its expiry are what lists are filtered by. `grant_types` has one a line, as JSON.
        `CREATE TABLE IF NOT EXISTS ${registrations} (
  client_id ${text} NOT NULL PRIMARY KEY,
  record ${text} NOT NULL,
  revision BIGINT NOT NULL,
  origin ${text} NOT NULL,
  org_id ${text},
  name ${text} NOT NULL,
  client_type ${text} NOT NULL,
  grant_types ${text} NOT NULL,
  verified INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT
)`,
        `CREATE INDEX IF NOT EXISTS ${tables.registrationsExpiry} ON ${registrations} (origin, expires_at)`,
        `CREATE INDEX IF NOT EXISTS ${tables.registrationsOrder} ON ${registrations} (created_at, client_id)`,
        `CREATE INDEX IF NOT EXISTS ${tables.registrationsOfOrg} ON ${registrations} (org_id, created_at, client_id)`,
        `CREATE TABLE IF NOT EXISTS ${tables.registrationCounts} (
  origin ${text} NOT NULL PRIMARY KEY,
  clients BIGINT NOT NULL
)`,
        ...(dialect === 'sqlite' ? triggersOf(tables) : []),
      ],
    },
  ];
};
