import type { AccessTokenRecord, AccessTokens } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { dropExpired } from './drop-expired.ts';
import { prepare } from './prepare.ts';
import { textIn } from './row.ts';
import type { Tables } from './tables.ts';

/** Access tokens, each a row under its hash. A revoked one has no row. */
export const storedAccessTokens = (db: Database, { accessTokens }: Tables, now: () => number): AccessTokens => {
  const drop = dropExpired(db, accessTokens, 'token_hash');
  // A hash that is there already is an error: another user's record must not stand for the new token.
  const insert = prepare(db, `INSERT INTO ${accessTokens} (token_hash, record, expires_at) VALUES (?, ?, ?)`);
  const select = prepare(db, `SELECT record FROM ${accessTokens} WHERE token_hash = ?`);
  const remove = prepare(db, `DELETE FROM ${accessTokens} WHERE token_hash = ?`);
  return {
    saveAccessToken: (record) =>
      mapAwaitable(drop(record.tokenHash, now()), () =>
        mapAwaitable(insert(record.tokenHash, JSON.stringify(record), record.expiresAt), () => undefined),
      ),
    findAccessToken: (tokenHash) =>
      mapAwaitable(select(tokenHash), ([row]) => {
        if (row === undefined) return undefined;
        const record: AccessTokenRecord = JSON.parse(textIn(row, 'record'));
        return record;
      }),
    revokeAccessToken: (tokenHash) => mapAwaitable(remove(tokenHash), () => undefined),
  };
};
