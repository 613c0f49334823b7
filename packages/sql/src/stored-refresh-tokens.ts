import type { Grants, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { dropExpired } from './drop-expired.ts';
import { prepare } from './prepare.ts';
import { numberIn, textIn } from './row.ts';
import type { Tables } from './tables.ts';

type RefreshTokenFunctions = Pick<Grants, 'saveRefreshToken' | 'findRefreshToken' | 'useRefreshToken'>;

/** Refresh tokens, each a row with its first use. Each step is one statement, so no lock is held from one call to the next. */
export const storedRefreshTokens = (
  db: Database,
  { refreshTokens }: Tables,
  now: () => number,
): RefreshTokenFunctions => {
  const drop = dropExpired(db, refreshTokens, 'token_hash');
  // first_use is not in this statement: a token that is saved again stays used.
  const upsert = prepare(
    db,
    `INSERT INTO ${refreshTokens} (token_hash, record, expires_at) VALUES (?, ?, ?)
      ON CONFLICT (token_hash) DO UPDATE SET record = excluded.record, expires_at = excluded.expires_at`,
  );
  const select = prepare(
    db,
    `SELECT record, CASE WHEN first_use IS NULL THEN 0 ELSE 1 END AS used FROM ${refreshTokens} WHERE token_hash = ?`,
  );
  // One statement records and reads: a SELECT and then an UPDATE would let two requests be the first.
  const use = prepare(
    db,
    `UPDATE ${refreshTokens} SET first_use = COALESCE(first_use, ?) WHERE token_hash = ? RETURNING first_use`,
  );
  return {
    saveRefreshToken: (record) =>
      mapAwaitable(drop(record.tokenHash, now()), () =>
        mapAwaitable(upsert(record.tokenHash, JSON.stringify(record), record.expiresAt), () => undefined),
      ),
    findRefreshToken: (tokenHash) =>
      mapAwaitable(select(tokenHash), ([row]) => {
        if (row === undefined) return undefined;
        const record: RefreshTokenRecord = JSON.parse(textIn(row, 'record'));
        return { record, used: numberIn(row, 'used') === 1 };
      }),
    useRefreshToken: (tokenHash, given) =>
      mapAwaitable(use(JSON.stringify(given), tokenHash), ([row]) => {
        if (row === undefined) return undefined;
        const recorded: RefreshTokenUse = JSON.parse(textIn(row, 'first_use'));
        return recorded;
      }),
  };
};
