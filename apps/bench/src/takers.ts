import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MadeStore, raceForRefreshTokens, raceInProcesses } from '@codegrant/conformance/suite';
import { startRedis } from '../../../packages/redis/test/engines/redis-server.ts';
import { startPostgresql } from '../../../packages/sql/test/engines/postgresql.ts';
import type { OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { wholeNumber } from './command/whole-number.ts';
import { tableLine } from './report/table-line.ts';

// Run it with `pnpm takers --codes 500`. Several processes take the same codes, and then use the same refresh tokens, at the same
// time, from each database. It fails if a code is used first more than once, or never, or if a refresh token has several first uses.
const help: OptionHelp = {
  '--processes N': 'how many processes take the codes. Default: 4',
  '--codes N': 'how many codes they take, and how many refresh tokens they use. Default: 500',
  '--calls N': 'how many parallel calls each process makes for each code and refresh token. Default: 50',
};

/** How many of everything take part. */
interface Size {
  readonly processes: number;
  readonly codes: number;
  readonly calls: number;
}

const sizeOf = (args: readonly string[]): Size => {
  const config = {
    processes: { type: 'string', default: '4' },
    codes: { type: 'string', default: '500' },
    calls: { type: 'string', default: '50' },
  } as const;
  const { processes, codes, calls } = parseOptions(args, config, help);
  return {
    processes: wholeNumber('processes', processes, help),
    codes: wholeNumber('codes', codes, help),
    calls: wholeNumber('calls', calls, help),
  };
};

/** A maker of the tests of a store, and what it is called with. */
interface Maker {
  readonly name: string;
  /** The path of its module, from the folder of the packages. */
  readonly path: string;
  readonly argument: string;
}

/** Takes the codes and uses the refresh tokens of one store. Returns the line of the table. */
const race = async ({ name, path, argument }: Maker, size: Size): Promise<string> => {
  const module = join(import.meta.dirname, '../../../packages', path);
  const { default: make }: { default: (argument: string) => MadeStore | Promise<MadeStore> } = await import(module);
  const { storage, close } = await make(argument);
  try {
    if (storage.store === undefined || storage.grants === undefined)
      throw new Error(`${path} makes no store, or no grants.`);
    const others = { module, argument: () => argument, execArgv: process.execArgv };
    const started = performance.now();
    const { firstUses, records, answers } = await raceInProcesses(storage.store, others, size);
    const uses = await raceForRefreshTokens(storage.grants, others, size);
    const seconds = (performance.now() - started) / 1000;
    const once = firstUses.filter((uses) => uses === 1).length;
    const agreed = answers.filter((each) => each.length === 1).length;
    const replaced = uses.filter((each) => each.length === 1).length;
    if ([once, agreed, replaced].some((count) => count !== size.codes)) process.exitCode = 1;
    const takes = records.reduce((sum, count) => sum + count, 0);
    return tableLine(name, takes, once, agreed, replaced, `${seconds.toFixed(1)} s`);
  } finally {
    await close?.();
  }
};

const columns = [
  'Store',
  'Takes',
  'Codes used first exactly once',
  'Consent requests with one answer',
  'Refresh tokens with one use',
  'Time, with starting the processes',
] as const;

/** Starts the databases, and returns the makers over them. What must be ended is added to `ends` as soon as it is there. */
const startMakers = async (ends: (() => Promise<void> | void)[]): Promise<readonly Maker[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'takers-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const postgresql = await startPostgresql();
  ends.push(() => postgresql.stop());
  const redis = await startRedis();
  ends.push(() => redis.stop());
  const inPostgresql = JSON.stringify({ url: postgresql.url, schema: 'takers' });
  const inRedis = JSON.stringify({ url: redis.url, prefix: 'takers:' });
  return [
    { name: 'SQLite, node:sqlite', path: 'sql/test/makers/node-sqlite.ts', argument: join(folder, 'node.sqlite') },
    {
      name: 'SQLite, better-sqlite3',
      path: 'sql/test/makers/better-sqlite3.ts',
      argument: join(folder, 'better.sqlite'),
    },
    { name: 'PostgreSQL, pg', path: 'sql/test/makers/pg.ts', argument: inPostgresql },
    { name: 'PostgreSQL, postgres.js', path: 'sql/test/makers/postgres-js.ts', argument: inPostgresql },
    { name: 'Redis, redis', path: 'redis/test/makers/node-redis.ts', argument: inRedis },
    { name: 'Redis, ioredis', path: 'redis/test/makers/ioredis.ts', argument: inRedis },
  ];
};

await runCommand(async (args) => {
  const size = sizeOf(args);
  const ends: (() => Promise<void> | void)[] = [];
  try {
    const makers = await startMakers(ends);
    const { processes, codes, calls } = size;
    console.log(
      `${processes} processes, ${codes} codes and refresh tokens, ${calls} parallel calls of each process for each code and refresh token\n`,
    );
    console.log(tableLine(...columns));
    console.log(tableLine(...columns.map(() => '---')));
    for (const maker of makers) console.log(await race(maker, size));
  } finally {
    for (const end of ends.toReversed()) await end();
  }
});
