import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hashCode } from '@codegrant/core';
import { grantIdOf } from '@codegrant/core/internal';
import { authorize, redeem } from './client.ts';
import type { Engine } from './engines.ts';
import { startLoad } from './load.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type KillableServer, startKillableServer } from './servers.ts';

/** How much a run does. */
export interface RunSize {
  readonly clients: number;
  /** The time between two outages, in milliseconds. */
  readonly calm: number;
  /** How often the outages of a database are made. */
  readonly rounds: number;
}

/** What became of the codes, and how long the service took to serve again after each outage. */
export interface Run extends Outcome {
  /** The longest time until both servers redeemed a code again, in milliseconds. `undefined` if one did not in 30 seconds. */
  readonly back: number | undefined;
  /** Servers that ended without being killed. */
  readonly ended: number;
}

/** In milliseconds. */
const longest = 30_000;

const serves = async (origin: string): Promise<boolean> => {
  const answer = await authorize(origin);
  return answer.kind === 'code' && (await redeem(origin, answer.code)).kind === 'tokens';
};

/** The milliseconds until both servers redeem a code again. */
const timeUntilServed = async (servers: readonly KillableServer[]): Promise<number | undefined> => {
  const started = performance.now();
  while (!(await Promise.all(servers.map(({ origin }) => serves(origin)))).every(Boolean)) {
    if (performance.now() - started > longest) return undefined;
    await wait(20);
  }
  return performance.now() - started;
};

const inTurn = async <Value>(steps: readonly (() => Promise<Value>)[]): Promise<Value[]> => {
  const values: Value[] = [];
  for (const step of steps) values.push(await step());
  return values;
};

/** The grant that a code stands for, which the servers write down for each token that they issue. */
const grantOf = (code: string): string => grantIdOf(hashCode(code));

const longestOf = (times: readonly (number | undefined)[]): number | undefined =>
  times.some((time) => time === undefined) ? undefined : Math.max(...times.map((time) => time ?? 0));

/** Kills the servers and restarts the database, while clients ask for codes and redeem them. */
export const run = async ({ store, restarts }: Engine, { clients, calm, rounds }: RunSize): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), 'outages-'));
  const journal = join(folder, 'journal');
  const servers = await inTurn([1, 2].map(() => () => startKillableServer(store, journal)));
  const load = startLoad(
    servers.map(({ origin }) => origin),
    clients,
  );
  const outages = [
    ...servers.map(({ killAndStart }) => killAndStart),
    ...restarts.map(({ end, start }) => async () => {
      await end();
      await wait(calm / 2);
      await start();
    }),
  ];
  const backAfter = (outage: () => Promise<void>) => async (): Promise<number | undefined> => {
    await wait(calm);
    await outage();
    return timeUntilServed(servers);
  };
  try {
    const times = await inTurn(Array.from({ length: rounds }, () => outages.map(backAfter)).flat());
    const seen = await load.finish();
    const issuedFor = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const ended = servers.filter(({ hasEnded }) => hasEnded()).length;
    return { ...outcomeOf(seen, issuedFor, grantOf), back: longestOf(times), ended };
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
    rmSync(folder, { recursive: true });
  }
};
