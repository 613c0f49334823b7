import type { DatabaseSync } from 'node:sqlite';
import type { GrantRecord, Grants, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/server';

export interface SqliteGrants extends Grants {
  /** Deletes what has expired. Call it from time to time, with the seconds since 1970-01-01T00:00:00Z. */
  readonly dropExpired: (now: number) => void;
}

// Any process writes JSON that every process can read. The server checks each member.
const read = (text: unknown): unknown => JSON.parse(String(text));

/** Grants and refresh tokens for any number of processes that share the database. */
export const sqliteGrants = (db: DatabaseSync): SqliteGrants => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS grants (
      subject TEXT, grantId TEXT, record TEXT, expiresAt INTEGER NOT NULL, PRIMARY KEY (subject, grantId));
    CREATE TABLE IF NOT EXISTS refreshTokens (
      hash TEXT PRIMARY KEY, record TEXT NOT NULL, firstUse TEXT, expiresAt INTEGER NOT NULL)`);
  // A revoked grant is a row without a record. It stays one when the grant is saved again.
  const saveGrant = db.prepare(`
    INSERT INTO grants (subject, grantId, record, expiresAt) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET record = excluded.record WHERE record IS NOT NULL`);
  const findGrant = db.prepare('SELECT record FROM grants WHERE subject = ? AND grantId = ? AND record IS NOT NULL');
  const listGrants = db.prepare('SELECT record FROM grants WHERE subject = ? AND record IS NOT NULL');
  const revokeGrant = db.prepare(`
    INSERT INTO grants (subject, grantId, expiresAt) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET record = NULL, expiresAt = excluded.expiresAt`);
  // firstUse is not in this statement: a token that is saved again stays used.
  const saveToken = db.prepare(`
    INSERT INTO refreshTokens (hash, record, expiresAt) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET record = excluded.record, expiresAt = excluded.expiresAt`);
  const findToken = db.prepare('SELECT record, firstUse FROM refreshTokens WHERE hash = ?');
  // One statement records and reads: a SELECT and then an UPDATE would let two requests be the first.
  const useToken = db.prepare(`
    UPDATE refreshTokens SET firstUse = coalesce(firstUse, ?) WHERE hash = ? RETURNING firstUse`);
  const drops = ['grants', 'refreshTokens'].map((table) => db.prepare(`DELETE FROM ${table} WHERE expiresAt <= ?`));
  return {
    saveGrant: (record) => void saveGrant.run(record.subject, record.grantId, JSON.stringify(record), record.expiresAt),
    findGrant: (subject, grantId) => {
      const row = findGrant.get(subject, grantId);
      return row && (read(row['record']) as GrantRecord);
    },
    listGrants: (subject) => listGrants.all(subject).map((row) => read(row['record']) as GrantRecord),
    revokeGrant: (subject, grantId, until) => void revokeGrant.run(subject, grantId, until),
    saveRefreshToken: (record) => void saveToken.run(record.tokenHash, JSON.stringify(record), record.expiresAt),
    findRefreshToken: (tokenHash) => {
      const row = findToken.get(tokenHash);
      return row && { record: read(row['record']) as RefreshTokenRecord, used: row['firstUse'] !== null };
    },
    useRefreshToken: (tokenHash, use) => {
      const row = useToken.get(JSON.stringify(use), tokenHash);
      return row && (read(row['firstUse']) as RefreshTokenUse);
    },
    dropExpired: (now) => drops.forEach((drop) => drop.run(now)),
  };
};
