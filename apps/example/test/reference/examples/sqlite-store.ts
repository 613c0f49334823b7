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
      codeChallenge TEXT, codeChallengeMethod TEXT NOT NULL, resources TEXT, parameters TEXT, authTime REAL, expiresAt INTEGER NOT NULL, uses INTEGER NOT NULL DEFAULT 0, usedAt INTEGER);
    CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL, expiresAt INTEGER NOT NULL)`);
  const save = db.prepare(`
    INSERT INTO codes
      (codeHash, clientId, redirectUri, subject, scope, codeChallenge, codeChallengeMethod, resources, parameters, authTime, expiresAt)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  // One statement marks and reads: a SELECT and then an UPDATE would let two requests be the first.
  const take = db.prepare(
    'UPDATE codes SET uses = uses + 1, usedAt = coalesce(usedAt, ?) WHERE codeHash = ? RETURNING *',
  );
  // DO NOTHING would return no row. This statement changes nothing either, and returns the recorded answer.
  const recordAnswer = db.prepare(`
    INSERT INTO answers (id, answer, expiresAt) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET id = id RETURNING answer`);
  const dropCodes = db.prepare('DELETE FROM codes WHERE expiresAt <= ?');
  const dropAnswers = db.prepare('DELETE FROM answers WHERE expiresAt <= ?');
  return {
    saveCode: (code) => {
      const { codeHash, clientId, redirectUri, subject, scope, codeChallengeMethod, expiresAt } = code;
      const { codeChallenge = null, resources = null, parameters = null, authTime = null } = code;
      save.run(
        codeHash,
        clientId,
        redirectUri,
        subject,
        scope,
        codeChallenge,
        codeChallengeMethod,
        resources,
        parameters,
        authTime,
        expiresAt,
      );
    },
    takeCode: (codeHash, now) => {
      const row = take.get(now, codeHash);
      // The columns have the names of the members. Those that may be undefined may be null.
      return (
        row && { record: row as unknown as CodeRecord, firstUse: row['uses'] === 1, usedAt: Number(row['usedAt']) }
      );
    },
    recordAnswer: (id, answer, expiresAt) => String(recordAnswer.get(id, answer, expiresAt)?.['answer']),
    dropExpired: (now) => {
      dropCodes.run(now);
      dropAnswers.run(now);
    },
  };
};
