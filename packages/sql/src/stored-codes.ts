import type { CodeRecord, Store } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { dropExpired } from './drop-expired.ts';
import { prepare } from './prepare.ts';
import { numberIn, textIn } from './row.ts';
import type { Tables } from './tables.ts';

/** Codes and the answers to consent requests. Each step is one statement, so no lock is held from one call to the next. */
export const storedCodes = (db: Database, { codes, answers }: Tables, now: () => number): Store => {
  const dropCodes = dropExpired(db, codes, 'code_hash');
  const dropAnswers = dropExpired(db, answers, 'id');
  // A hash that is there already is an error: another user's record must not stand for the new code.
  const insert = prepare(db, `INSERT INTO ${codes} (code_hash, record, expires_at) VALUES (?, ?, ?)`);
  // One statement marks and reads: a SELECT and then an UPDATE would let two requests be the first.
  const take = prepare(
    db,
    `UPDATE ${codes} SET uses = uses + 1, used_at = COALESCE(used_at, ?)
      WHERE code_hash = ? RETURNING record, uses, used_at`,
  );
  // DO NOTHING would return no row, and under concurrency a SELECT after it may not see the row. This update changes nothing,
  // waits for the transaction that inserts the row, and returns what that one recorded.
  const record = prepare(
    db,
    `INSERT INTO ${answers} AS kept (id, answer, expires_at) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET answer = kept.answer RETURNING answer`,
  );
  return {
    saveCode: (code) =>
      mapAwaitable(dropCodes(code.codeHash, now()), () =>
        mapAwaitable(insert(code.codeHash, JSON.stringify(code), code.expiresAt), () => undefined),
      ),
    takeCode: (codeHash, usedAt) =>
      mapAwaitable(take(usedAt, codeHash), ([row]) => {
        if (row === undefined) return undefined;
        const taken: CodeRecord = JSON.parse(textIn(row, 'record'));
        return { record: taken, firstUse: numberIn(row, 'uses') === 1, usedAt: numberIn(row, 'used_at') };
      }),
    recordAnswer: (id, answer, expiresAt) =>
      mapAwaitable(dropAnswers(id, now()), () =>
        mapAwaitable(record(id, answer, expiresAt), ([row]) => textIn(row, 'answer')),
      ),
  };
};
