import type { Consents } from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { areStorable } from './are-storable.ts';
import { prepare } from './prepare.ts';
import { textIn } from './row.ts';
import type { Tables } from './tables.ts';

// The list is one parameter: D1 takes at most 100 in a statement.
const elements = {
  sqlite: 'json_each(?)',
  postgresql: 'json_array_elements_text(CAST(CAST(? AS TEXT) AS JSON)) AS element (value)',
};

/** The consents of users, one row for each scope token. What cannot be kept is refused, so that it is not taken for something else. */
export const storedConsents = (db: Database, { consents }: Tables): Consents => {
  const select = prepare(db, `SELECT scope FROM ${consents} WHERE subject = ? AND client_id = ?`);
  const insert = prepare(
    db,
    `INSERT INTO ${consents} (subject, client_id, scope)
      SELECT CAST(? AS TEXT), CAST(? AS TEXT), value FROM ${elements[db.dialect]} WHERE true ON CONFLICT DO NOTHING`,
  );
  const remove = prepare(db, `DELETE FROM ${consents} WHERE subject = ? AND client_id = ?`);
  return {
    granted: (subject, clientId) =>
      areStorable(subject, clientId)
        ? mapAwaitable(select(subject, clientId), (rows) => rows.map((row) => textIn(row, 'scope')))
        : [],
    remember: (subject, clientId, scope) => {
      if (!areStorable(subject, clientId, ...scope))
        throw new TypeError('A subject, client_id or scope has the character U+0000 or half of a surrogate pair.');
      // In one order: two calls that insert the same rows in different orders would wait for each other.
      return mapAwaitable(insert(subject, clientId, JSON.stringify(scope.toSorted())), () => undefined);
    },
    forget: (subject, clientId) =>
      areStorable(subject, clientId) ? mapAwaitable(remove(subject, clientId), () => undefined) : undefined,
  };
};
