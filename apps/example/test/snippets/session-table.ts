import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { NodeRequest } from '@codegrant/node';
import type { Owner } from '@codegrant/server';

/** An `owner.identify` over your own sessions table. The cookie holds a random token, the table its hash. */
export const identifyWith = (db: DatabaseSync): ((request: NodeRequest) => Owner | undefined) => {
  const find = db.prepare(`SELECT id, email FROM users JOIN sessions ON user_id = users.id
    WHERE token_hash = ? AND expires_at > unixepoch()`);
  return ({ headers }) => {
    const token = /(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
    const user = find.get(createHash('sha256').update(token).digest('hex'));
    return user && { subject: String(user['id']), name: String(user['email']) };
  };
};
