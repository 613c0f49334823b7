import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import {
  type CodeRecord,
  type Grants,
  memoryGrants,
  memoryStore,
  type RefreshTokenUse,
  type Store,
} from '@codegrant/server';

const record = (row: Readonly<Record<string, unknown>>): CodeRecord => JSON.parse(String(row['record']));

/**
 * A store of codes in a file, for several processes. Answers are kept in the memory of each process, which is wrong.
 *
 * @param argument the path of the file; `torn:` before it makes a store that reads first and marks later
 */
export const sqliteStore = (argument: string): Store => {
  const db = new DatabaseSync(argument.replace('torn:', ''), { timeout: 10_000 });
  db.exec('CREATE TABLE IF NOT EXISTS codes (hash TEXT PRIMARY KEY, record TEXT, uses INTEGER DEFAULT 0)');
  const insert = db.prepare('INSERT INTO codes (hash, record) VALUES (?, ?)');
  const select = db.prepare('SELECT record, uses FROM codes WHERE hash = ?');
  const update = db.prepare('UPDATE codes SET uses = uses + 1 WHERE hash = ? RETURNING record, uses');
  return {
    ...memoryStore(),
    saveCode: (code) => void insert.run(code.codeHash, JSON.stringify(code)),
    takeCode: async (codeHash) => {
      const before = select.get(codeHash);
      if (argument.startsWith('torn:')) await setImmediate();
      const after = update.get(codeHash);
      if (before === undefined || after === undefined) return undefined;
      const firstUse = argument.startsWith('torn:') ? before['uses'] === 0 : after['uses'] === 1;
      return { record: record(after), firstUse };
    },
  };
};

/** Refresh tokens in a file, for several processes. `torn:` before the path makes a port that reads first and records later. */
export const sqliteGrants = (argument: string): Grants => {
  const db = new DatabaseSync(argument.replace('torn:', ''), { timeout: 10_000 });
  db.exec('CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, firstUse TEXT)');
  const insert = db.prepare('INSERT INTO tokens (hash) VALUES (?)');
  const select = db.prepare('SELECT firstUse FROM tokens WHERE hash = ?');
  const overwrite = db.prepare('UPDATE tokens SET firstUse = ? WHERE hash = ?');
  const update = db.prepare('UPDATE tokens SET firstUse = coalesce(firstUse, ?) WHERE hash = ? RETURNING firstUse');
  const useOf = (row: Readonly<Record<string, unknown>> | undefined): RefreshTokenUse | undefined =>
    typeof row?.['firstUse'] === 'string' ? JSON.parse(row['firstUse']) : undefined;
  return {
    ...memoryGrants(),
    saveRefreshToken: ({ tokenHash }) => void insert.run(tokenHash),
    useRefreshToken: async (hash, use) => {
      if (!argument.startsWith('torn:')) return useOf(update.get(JSON.stringify(use), hash));
      const recorded = useOf(select.get(hash));
      await setImmediate();
      if (recorded !== undefined) return recorded;
      overwrite.run(JSON.stringify(use), hash);
      return use;
    },
  };
};

export default (argument: string): { readonly storage: { readonly store: Store; readonly grants: Grants } } => ({
  storage: { store: sqliteStore(argument), grants: sqliteGrants(argument) },
});
