import type { DatabaseSync } from 'node:sqlite';
import type { NodeRequest } from '@codegrant/node';
import type { Owners } from '@codegrant/server';

/** Sessions in a table, each under the random identifier that its cookie holds. */
export const sessionOwner = (db: DatabaseSync): Owners<NodeRequest> => {
  db.exec('CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, userId INTEGER, email TEXT, signedInAt INTEGER)');
  const byId = db.prepare('SELECT userId, email, signedInAt FROM sessions WHERE id = ?');
  return {
    identify: ({ headers }) => {
      const id = /(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
      const row = id === undefined ? undefined : byId.get(id);
      if (row === undefined) return undefined;
      // Strings, whatever the columns are.
      return { subject: String(row['userId']), name: String(row['email']), authTime: Number(row['signedInAt']) };
    },
  };
};
