import type { DatabaseSync } from 'node:sqlite';
import type { CodeRecord, Store } from '@codegrant/server';

export interface SqliteStore extends Store {
  /** Deletes what has expired. Call it from time to time, with the seconds since 1970-01-01T00:00:00Z. */
  readonly dropExpired: (now: number) => void;
}

/** A store for any number of processes that share the database. */
export const sqliteStore = (db: DatabaseSync): SqliteStore => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS codes (
      codeHash TEXT PRIMARY KEY, clientId TEXT NOT NULL, redirectUri TEXT NOT NULL, subject TEXT NOT NULL, scope TEXT NOT NULL,
      codeChallenge TEXT, codeChallengeMethod TEXT NOT NULL, authTime REAL, expiresAt INTEGER NOT NULL, uses INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS spent (id TEXT PRIMARY KEY, expiresAt INTEGER NOT NULL)`);
  const save = db.prepare(`
    INSERT INTO codes
      (codeHash, clientId, redirectUri, subject, scope, codeChallenge, codeChallengeMethod, authTime, expiresAt)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  // One statement marks and reads: a SELECT and then an UPDATE would let two requests be the first.
  const take = db.prepare('UPDATE codes SET uses = uses + 1 WHERE codeHash = ? RETURNING *');
  const spend = db.prepare('INSERT INTO spent (id, expiresAt) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const dropCodes = db.prepare('DELETE FROM codes WHERE expiresAt <= ?');
  const dropSpent = db.prepare('DELETE FROM spent WHERE expiresAt <= ?');
  return {
    saveCode: (code) => {
      const { codeHash, clientId, redirectUri, subject, scope, codeChallengeMethod, expiresAt } = code;
      const { codeChallenge = null, authTime = null } = code;
      save.run(
        codeHash,
        clientId,
        redirectUri,
        subject,
        scope,
        codeChallenge,
        codeChallengeMethod,
        authTime,
        expiresAt,
      );
    },
    takeCode: (codeHash) => {
      const row = take.get(codeHash);
      // The columns have the names of the members. Those that may be undefined may be null.
      return row && { record: row as unknown as CodeRecord, firstUse: row['uses'] === 1 };
    },
    // The number of rows is no answer: true or false is.
    spend: (id, expiresAt) => spend.run(id, expiresAt).changes === 1,
    dropExpired: (now) => {
      dropCodes.run(now);
      dropSpent.run(now);
    },
  };
};
