import type { DatabaseSync } from 'node:sqlite';
import type { AccessTokenRecord, AccessTokens } from '@codegrant/server';

export interface SqliteAccessTokens extends AccessTokens {
  /** Deletes what has expired. Call it from time to time, with the seconds since 1970-01-01T00:00:00Z. */
  readonly dropExpired: (now: number) => void;
}

/** The server's own access tokens, for any number of processes that share the database. */
export const sqliteAccessTokens = (db: DatabaseSync): SqliteAccessTokens => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS accessTokens (hash TEXT PRIMARY KEY, record TEXT NOT NULL, expiresAt INTEGER NOT NULL)`);
  const save = db.prepare('INSERT INTO accessTokens (hash, record, expiresAt) VALUES (?, ?, ?)');
  const find = db.prepare('SELECT record FROM accessTokens WHERE hash = ?');
  const revoke = db.prepare('DELETE FROM accessTokens WHERE hash = ?');
  const drop = db.prepare('DELETE FROM accessTokens WHERE expiresAt <= ?');
  return {
    saveAccessToken: (record) => void save.run(record.tokenHash, JSON.stringify(record), record.expiresAt),
    findAccessToken: (tokenHash) => {
      const row = find.get(tokenHash);
      // The server checks each member.
      return row && (JSON.parse(String(row['record'])) as AccessTokenRecord);
    },
    revokeAccessToken: (tokenHash) => void revoke.run(tokenHash),
    dropExpired: (now) => void drop.run(now),
  };
};
