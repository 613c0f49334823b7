import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';

const db = nodeSqlite(new DatabaseSync('oauth.sqlite'));
migrate(db);

/** Everything but clients, in a file. */
export const stored = sqlStore(db, { except: ['clients'] });
