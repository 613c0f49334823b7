import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { AccessToken, TokenFinder, Tokens } from '@codegrant/server';

const lifetimeSeconds = 3600;

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

const now = (): number => Math.floor(Date.now() / 1000);

/** Access tokens with a prefix of your own, for an hour, in a table that has only their hashes. */
export const sqliteTokens = (db: DatabaseSync): Tokens & TokenFinder => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, grantId TEXT, token TEXT, expiresAt INTEGER);
    CREATE TABLE IF NOT EXISTS revoked (grantId TEXT PRIMARY KEY, expiresAt INTEGER)`);
  const insert = db.prepare('INSERT INTO tokens (hash, grantId, token, expiresAt) VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM tokens WHERE hash = ?');
  // By grant, not by token: a token of the grant may be issued after this.
  const revoke = db.prepare('INSERT INTO revoked (grantId, expiresAt) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const select = db.prepare(`
    SELECT token FROM tokens WHERE hash = ? AND expiresAt > ? AND grantId NOT IN (SELECT grantId FROM revoked)`);
  return {
    issue: (grant) => {
      const accessToken = `mail_${randomBytes(32).toString('base64url')}`;
      const issuedAt = now();
      const expiresAt = Math.min(issuedAt + lifetimeSeconds, grant.expiresAt ?? Number.POSITIVE_INFINITY);
      const token: AccessToken = { ...grant, issuedAt, expiresAt };
      insert.run(hash(accessToken), grant.grantId, JSON.stringify(token), expiresAt);
      return { accessToken, expiresIn: expiresAt - issuedAt };
    },
    // A token that is issued a moment later expires later.
    revoke: (grantId) => void revoke.run(grantId, now() + lifetimeSeconds + 300),
    find: (accessToken) => {
      const row = select.get(hash(accessToken), now());
      return row && (JSON.parse(String(row['token'])) as AccessToken);
    },
    revokeToken: (accessToken) => void remove.run(hash(accessToken)),
  };
};
