import type { DatabaseSync } from 'node:sqlite';
import { defineLimits, type ServerLimits } from '@codegrant/server';

const points = 10;
const seconds = 900;

/** Ten wrong secrets in 15 minutes for each caller and client, counted in SQLite. The caller is the header of your proxy. */
export const ownLimits = (db: DatabaseSync): ServerLimits<Request> => {
  db.exec('create table if not exists limits (key text primary key, used integer, ends integer) strict');
  const read = db.prepare('select used, ends from limits where key = ? and ends > ?');
  const add = db.prepare(`insert into limits values (?, ?, ?) on conflict do update set
    used = iif(ends > ?, used, 0) + excluded.used, ends = iif(ends > ?, ends, excluded.ends) returning used, ends`);
  return defineLimits<Request>({
    take: (key, cost) => {
      const now = Math.floor(Date.now() / 1000);
      const row = cost === 0 ? read.get(key, now) : add.get(key, cost, now + seconds, now, now);
      const [used, ends] = [Number(row?.['used'] ?? 0), Number(row?.['ends'] ?? 0)];
      // The cost 0 asks whether one more would be allowed.
      const allowed = used + (cost === 0 ? 1 : 0) <= points;
      return allowed ? { allowed } : { allowed, retryAfterSeconds: ends - now };
    },
    callerOf: ({ headers }) => headers.get('x-real-ip') ?? undefined,
  });
};
