import type { Dialect } from './database.ts';
import { migrationsOf, migrationsTable, noteOf } from './migrations.ts';
import { checkSettings, type TableSettings } from './settings.ts';
import { tablesOf } from './tables.ts';

/**
 * Prints the statements that {@link migrate} runs, for your own migration tool.
 *
 * @returns statements that create all tables of this release, each ended by a semicolon. They may be run again
 * @throws {InvalidSettings} if a setting is invalid
 * @example
 * console.log(schema('postgresql', { schema: 'oauth' }));
 */
export const schema = (dialect: Dialect, settings: TableSettings = {}): string => {
  checkSettings('schema', settings, dialect);
  const tables = tablesOf(settings);
  const statements = [
    ...(settings.schema === undefined ? [] : [`CREATE SCHEMA IF NOT EXISTS "${settings.schema}"`]),
    migrationsTable(tables),
    ...migrationsOf(dialect, tables).flatMap((migration) => [...migration.statements, noteOf(tables, migration)]),
  ];
  return statements.map((statement) => `${statement};\n`).join('');
};
