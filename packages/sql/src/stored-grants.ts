import type { GrantRecord, Grants } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { areStorable } from './are-storable.ts';
import { dropExpired } from './drop-expired.ts';
import { prepare } from './prepare.ts';
import { textIn } from './row.ts';
import type { Tables } from './tables.ts';

type GrantFunctions = Pick<Grants, 'saveGrant' | 'findGrant' | 'listGrants' | 'revokeGrant'>;

const mustBeStorable = (subject: string, grantId: string): void => {
  if (!areStorable(subject, grantId))
    throw new TypeError('A subject or grantId has the character U+0000 or half of a surrogate pair.');
};

const recordIn = (row: unknown): GrantRecord => JSON.parse(textIn(row, 'record'));

/** Grants, each a row. A row without a record is a revoked grant. What cannot be kept is refused. */
export const storedGrants = (db: Database, { grants }: Tables, now: () => number): GrantFunctions => {
  const drop = dropExpired(db, grants, 'subject, grant_id');
  const upsert = prepare(
    db,
    `INSERT INTO ${grants} AS kept (subject, grant_id, record, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (subject, grant_id) DO UPDATE SET record = excluded.record, expires_at = excluded.expires_at
      WHERE kept.record IS NOT NULL`,
  );
  const select = prepare(db, `SELECT record FROM ${grants} WHERE subject = ? AND grant_id = ? AND record IS NOT NULL`);
  const list = prepare(db, `SELECT record FROM ${grants} WHERE subject = ? AND record IS NOT NULL`);
  // The later time: a second revocation must not end the first one early.
  const revoke = prepare(
    db,
    `INSERT INTO ${grants} AS kept (subject, grant_id, record, expires_at) VALUES (?, ?, NULL, ?)
      ON CONFLICT (subject, grant_id) DO UPDATE SET record = NULL,
        expires_at = CASE WHEN kept.expires_at > excluded.expires_at THEN kept.expires_at ELSE excluded.expires_at END`,
  );
  return {
    saveGrant: (record) => {
      const { subject, grantId, expiresAt } = record;
      mustBeStorable(subject, grantId);
      return mapAwaitable(drop(grantId, now()), () =>
        mapAwaitable(upsert(subject, grantId, JSON.stringify(record), expiresAt), () => undefined),
      );
    },
    // A subject or an identifier may come from a request. A statement that fails would look like an outage.
    findGrant: (subject, grantId) =>
      areStorable(subject, grantId)
        ? mapAwaitable(select(subject, grantId), ([row]) => (row === undefined ? undefined : recordIn(row)))
        : undefined,
    listGrants: (subject) => (areStorable(subject) ? mapAwaitable(list(subject), (rows) => rows.map(recordIn)) : []),
    // A grant that cannot be saved needs no revocation.
    revokeGrant: (subject, grantId, until) =>
      areStorable(subject, grantId) ? mapAwaitable(revoke(subject, grantId, until), () => undefined) : undefined,
  };
};
