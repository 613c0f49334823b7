import type { DatabaseSync } from 'node:sqlite';
import type { Consents } from '@codegrant/server';

/** What users allowed, one row for each scope. */
export const sqliteConsents = (db: DatabaseSync): Consents => {
  db.exec(`CREATE TABLE IF NOT EXISTS consents
    (subject TEXT, clientId TEXT, scope TEXT, PRIMARY KEY (subject, clientId, scope))`);
  const select = db.prepare('SELECT scope FROM consents WHERE subject = ? AND clientId = ?');
  const insert = db.prepare('INSERT INTO consents (subject, clientId, scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const drop = db.prepare('DELETE FROM consents WHERE subject = ? AND clientId = ?');
  return {
    granted: (subject, clientId) => select.all(subject, clientId).map((row) => String(row['scope'])),
    remember: (subject, clientId, scope) => {
      for (const token of scope) insert.run(subject, clientId, token);
    },
    forget: (subject, clientId) => void drop.run(subject, clientId),
  };
};
