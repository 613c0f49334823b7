import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Tokens } from '@codegrant/server';

/** Access tokens for an hour, in a table that has only their hashes. */
export interface SqliteTokens extends Tokens {
  /** For the API that the tokens are for: the subject of a token that is valid. */
  readonly subjectOf: (accessToken: string) => string | undefined;
}

const lifetimeSeconds = 3600;

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

const now = (): number => Math.floor(Date.now() / 1000);

export const sqliteTokens = (db: DatabaseSync): SqliteTokens => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, grantId TEXT, subject TEXT, scope TEXT, expiresAt INTEGER);
    CREATE TABLE IF NOT EXISTS revoked (grantId TEXT PRIMARY KEY, expiresAt INTEGER)`);
  const insert = db.prepare('INSERT INTO tokens (hash, grantId, subject, scope, expiresAt) VALUES (?, ?, ?, ?, ?)');
  // By grant, not by token: a token of the grant may be issued after this.
  const revoke = db.prepare('INSERT INTO revoked (grantId, expiresAt) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const find = db.prepare(`
    SELECT subject FROM tokens WHERE hash = ? AND expiresAt > ? AND grantId NOT IN (SELECT grantId FROM revoked)`);
  return {
    issue: ({ grantId, subject, scope }) => {
      const accessToken = randomBytes(32).toString('base64url');
      insert.run(hash(accessToken), grantId, subject ?? null, scope.join(' '), now() + lifetimeSeconds);
      return { accessToken, expiresIn: lifetimeSeconds };
    },
    // A token that is issued a moment later expires later.
    revoke: (grantId) => void revoke.run(grantId, now() + lifetimeSeconds + 300),
    subjectOf: (accessToken) => {
      const row = find.get(hash(accessToken), now());
      return row && String(row['subject']);
    },
  };
};
