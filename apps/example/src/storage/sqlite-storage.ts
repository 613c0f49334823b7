import type * as sqlite from 'node:sqlite';
import { InvalidSettings } from '@codegrant/server';
import { nodeSqlite } from '@codegrant/sql';
import type { AppStorage } from './app-storage.ts';
import { sqlStorage } from './sql-storage.ts';

const loadSqlite = async (): Promise<typeof sqlite> => {
  try {
    return await import('node:sqlite');
  } catch {
    throw new InvalidSettings('STORE', [
      `sqlite needs node:sqlite, which this Node (${process.version}) does not have. Use Node 22.13 or newer, as \`npx -y pnpm@12 example\` does.`,
    ]);
  }
};

/** A SQLite file, which every process on this machine can share. */
export const sqliteStorage = async (file: string): Promise<AppStorage> => {
  const { DatabaseSync } = await loadSqlite();
  // Another process may write. In milliseconds.
  const connection = new DatabaseSync(file, { timeout: 5000 });
  // Readers and the writer do not wait for each other. SQLite's default, synchronous = FULL, loses nothing at a power cut.
  connection.exec('PRAGMA journal_mode = WAL');
  return sqlStorage(nodeSqlite(connection), { kind: 'sqlite', close: () => connection.close() });
};
