import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { program, startRedis } from '../../../../packages/redis/test/engines/redis-server.ts';
import { programs, startPostgresql } from '../../../../packages/sql/test/engines/postgresql.ts';
import type { Effort } from '../measure/interleave.ts';
import { median, type Ratio, ratioOf } from '../measure/statistics.ts';
import { formatRatio, formatTime } from '../report/format.ts';
import type { PairTimes } from '../stores/measure-pair.ts';
import { type PairName, pairNames } from '../stores/pair-names.ts';
import { roundsOf } from './rounds.ts';
import type { Section } from './section.ts';

const timesSchema = v.object({ bare: v.array(v.number()), stored: v.array(v.number()) });

const flags = ['--expose-gc', '--no-flush-bytecode', '--single-threaded', '--disable-warning=ExperimentalWarning'];

/** Measures one client in a process of its own. */
const measure = (name: PairName, target: string, { rounds, milliseconds }: Effort): PairTimes => {
  const file = join(import.meta.dirname, '../stores/pair-process.ts');
  const args = [...flags, file, name, target, String(rounds), String(milliseconds)];
  return v.parse(timesSchema, JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
};

interface Measured {
  readonly name: PairName;
  readonly times: PairTimes;
}

const inSqlite = (effort: Effort): readonly Measured[] => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-stores-'));
  try {
    return pairNames.sqlite.map((name) => ({ name, times: measure(name, join(folder, `${name}.sqlite`), effort) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const inServer = async (
  names: readonly PairName[],
  start: () => Promise<Server>,
  effort: Effort,
): Promise<readonly Measured[]> => {
  const { url, stop } = await start();
  try {
    return names.map((name) => ({ name, times: measure(name, url, effort) }));
  } finally {
    await stop();
  }
};

const labels: Readonly<Record<PairName, string>> = {
  'node-sqlite': 'SQLite, `node:sqlite`',
  'better-sqlite3': 'SQLite, `better-sqlite3`',
  pg: 'PostgreSQL, `pg`',
  'postgres-js': 'PostgreSQL, `postgres`',
  redis: 'Redis, `redis`',
  ioredis: 'Redis, `ioredis`',
};

const ratioTo = ({ times: { bare, stored } }: Measured): Ratio => ratioOf(stored, bare);

const lineOf = (measured: Measured): readonly string[] => {
  const { bare, stored } = measured.times;
  const { median: middle, lower, upper, quiet } = ratioTo(measured);
  return [
    labels[measured.name],
    formatTime(median(bare)),
    formatTime(median(stored)),
    formatRatio(middle),
    `${formatRatio(lower)} to ${formatRatio(upper)}`,
    formatRatio(quiet),
  ];
};

const missing = (name: string, found: string | undefined): readonly string[] =>
  found === undefined ? [`${name} is not installed, so its clients are not measured.`] : [];

/** To save a code and to take it, through a store and by its client alone. */
export const stores: Section = async ({ options }) => {
  const effort = { rounds: roundsOf(options, { quick: 7, full: 31 }), milliseconds: options.quick ? 30 : 100 };
  const measured = [
    ...inSqlite(effort),
    ...(programs === undefined ? [] : await inServer(pairNames.postgresql, () => startPostgresql(), effort)),
    ...(program === undefined ? [] : await inServer(pairNames.redis, () => startRedis(), effort)),
  ];
  return {
    tables: [
      {
        title: 'To save a code and to take it: a store, and its driver alone',
        columns: ['driver', 'driver alone', 'store', 'to driver', 'middle half', 'quiet'],
        rows: measured.map(lineOf),
        notes: [
          'The times are the processor time of the process with the driver. The processor time of the database does not count. In the column "driver alone", the driver runs the statements of the store, and the benchmark turns each record into JSON and back.',
          ...missing('PostgreSQL', programs),
          ...missing('Redis', program),
        ],
      },
    ],
    measures: { stores: Math.max(...measured.map((each) => ratioTo(each).median)) },
  };
};
