import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type MadeStore, raceInProcesses } from '@codegrant/conformance/suite';
import { startRedis } from '../../../packages/redis/test/engines/redis-server.ts';
import { startPostgresql } from '../../../packages/sql/test/engines/postgresql.ts';
import { positive } from './positive.ts';

// Run it with `pnpm takers --codes 500`. Several processes take the same codes at the same time, from each database. It fails
// if a code is used first more than once, or never.
const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '4' },
    codes: { type: 'string', default: '500' },
    calls: { type: 'string', default: '50' },
  },
});
const size = {
  processes: positive('processes', values.processes),
  codes: positive('codes', values.codes),
  calls: positive('calls', values.calls),
};

const folder = mkdtempSync(join(tmpdir(), 'takers-'));
const postgresql = await startPostgresql();
const redis = await startRedis();
const inPostgresql = JSON.stringify({ url: postgresql.url, schema: 'takers' });
const inRedis = JSON.stringify({ url: redis.url, prefix: 'takers:' });

/** The makers of the tests, each with what it is called with. */
const stores: readonly (readonly [name: string, maker: string, argument: string])[] = [
  ['SQLite, node:sqlite', 'sql/test/makers/node-sqlite.ts', join(folder, 'node.sqlite')],
  ['SQLite, better-sqlite3', 'sql/test/makers/better-sqlite3.ts', join(folder, 'better.sqlite')],
  ['PostgreSQL, pg', 'sql/test/makers/pg.ts', inPostgresql],
  ['PostgreSQL, postgres.js', 'sql/test/makers/postgres-js.ts', inPostgresql],
  ['Redis, redis', 'redis/test/makers/node-redis.ts', inRedis],
  ['Redis, ioredis', 'redis/test/makers/ioredis.ts', inRedis],
];

const row = (...columns: readonly unknown[]): string => `| ${columns.join(' | ')} |`;

const race = async (name: string, maker: string, argument: string): Promise<string> => {
  const module = join(import.meta.dirname, '../../../packages', maker);
  const { default: make }: { default: (argument: string) => MadeStore | Promise<MadeStore> } = await import(module);
  const { storage, close } = await make(argument);
  if (storage.store === undefined) throw new Error(`${maker} makes no store.`);
  const others = { module, argument: () => argument, execArgv: process.execArgv };
  const started = performance.now();
  const { firstUses, records, answers } = await raceInProcesses(storage.store, others, size);
  const seconds = (performance.now() - started) / 1000;
  await close?.();
  const once = firstUses.filter((uses) => uses === 1).length;
  const agreed = answers.filter((each) => each.length === 1).length;
  if (once !== size.codes || agreed !== size.codes) process.exitCode = 1;
  const takes = records.reduce((sum, count) => sum + count, 0);
  return row(name, takes, once, agreed, `${seconds.toFixed(1)} s`);
};

try {
  console.log(
    `${size.processes} processes, ${size.codes} codes, ${size.calls} parallel calls of each process for each code\n`,
  );
  console.log(
    row(
      'Store',
      'Takes',
      'Codes used first exactly once',
      'Consent requests with one answer',
      'Time, with starting the processes',
    ),
  );
  console.log(row('---', '---', '---', '---', '---'));
  for (const store of stores) console.log(await race(...store));
} finally {
  await postgresql.stop();
  await redis.stop();
  rmSync(folder, { recursive: true });
}
