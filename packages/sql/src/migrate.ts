import type { Awaitable } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { type Migration, migrationsOf, migrationsTable, noteOf } from './migrations.ts';
import { numberIn } from './row.ts';
import { checkDatabase, type TableSettings } from './settings.ts';
import { type Tables, tablesOf } from './tables.ts';

/** Takes steps one after another. */
const inTurn = ([first, ...others]: readonly (() => Awaitable<unknown>)[]): Awaitable<void> =>
  first === undefined ? undefined : mapAwaitable(first(), () => inTurn(others));

/** SQLite and D1 make one statement at a time. Each may be repeated, so it does not matter if two processes start at once. */
const migrateSqlite = (db: Database, tables: Tables): Awaitable<void> => {
  const make = (migration: Migration): readonly (() => Awaitable<unknown>)[] =>
    [...migration.statements, noteOf(tables, migration)].map((statement) => () => db.run(statement, []));
  const select = `SELECT version FROM ${tables.migrations}`;
  return mapAwaitable(db.run(migrationsTable(tables), []), () =>
    mapAwaitable(db.run(select, []), (rows) => {
      const made = new Set(rows.map((row) => numberIn(row, 'version')));
      const missing = migrationsOf('sqlite', tables).filter(({ version }) => !made.has(version));
      return inTurn(missing.flatMap(make));
    }),
  );
};

const unlessMade = (tables: Tables, migration: Migration): string => `
  IF NOT EXISTS (SELECT FROM ${tables.migrations} WHERE version = ${migration.version}) THEN
    ${[...migration.statements, noteOf(tables, migration)].join(';\n    ')};
  END IF;`;

/**
 * One statement of PostgreSQL, so it is made as a whole or not at all, through every pool and proxy. Of two processes that
 * start at once, one waits: without the lock, CREATE TABLE IF NOT EXISTS can fail. All prefixes have one lock, because they
 * may share a new schema. A role that may not create anything can run it too, if there is nothing to create.
 */
const migrationBlock = (tables: Tables, schema: string | undefined): string => `DO $codegrant$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('codegrant migrations'));${
    schema === undefined
      ? ''
      : `
  IF to_regnamespace('"${schema}"') IS NULL THEN
    CREATE SCHEMA "${schema}";
  END IF;`
  }
  IF to_regclass('${tables.migrations}') IS NULL THEN
    ${migrationsTable(tables)};
  END IF;${migrationsOf('postgresql', tables)
    .map((migration) => unlessMade(tables, migration))
    .join('')}
END
$codegrant$`;

/**
 * Creates the tables of {@link sqlStore}, or takes them to the version of this release. Call it at startup, or when you
 * deploy. It may be called again, and by several processes at the same time. An older release can use the tables too.
 *
 * @returns nothing, or a promise of nothing
 * @throws {InvalidSettings} if the database or a setting is invalid
 */
export const migrate = (db: Database, settings: TableSettings = {}): Awaitable<void> => {
  checkDatabase('migrate', db, settings);
  const tables = tablesOf(settings);
  switch (db.dialect) {
    case 'sqlite':
      return migrateSqlite(db, tables);
    case 'postgresql':
      return mapAwaitable(db.run(migrationBlock(tables, settings.schema), []), () => undefined);
  }
};
