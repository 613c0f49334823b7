import { randomBytes } from 'node:crypto';
import { plainRecord } from '@codegrant/conformance';
import type { CodeRecord } from '@codegrant/server';
import { processorTime } from '../measure/processor-time.ts';
import { shuffle } from '../measure/shuffle.ts';
import type { Effort } from '../measure/interleave.ts';
import type { Exchange, Pair } from './pair.ts';

/** How much processor time one code took in each round, in nanoseconds. */
export interface PairTimes {
  readonly bare: readonly number[];
  readonly stored: readonly number[];
}

const newCodes = (count: number): readonly CodeRecord[] => {
  const expiresAt = Math.floor(Date.now() / 1000) + 60;
  return Array.from({ length: count }, () => ({
    ...plainRecord,
    codeHash: randomBytes(32).toString('base64url'),
    expiresAt,
  }));
};

/** How many codes are on their way at the same time, as in a server with several requests. */
const inParallel = 16;

const time = async (exchange: Exchange, count: number): Promise<number> => {
  const codes = newCodes(count).values();
  const exchangeAll = async (): Promise<void> => {
    for (const record of codes) {
      const answer = exchange(record);
      const taken = answer instanceof Promise ? await answer : answer;
      if (taken?.firstUse !== true || taken.record.codeHash !== record.codeHash)
        throw new Error('A new code was not taken for the first time.');
    }
  };
  globalThis.gc?.({ type: 'minor' });
  const start = processorTime();
  await Promise.all(Array.from({ length: inParallel }, exchangeAll));
  return (processorTime() - start) / count;
};

/** The untimed codes at the start, so that V8 has compiled what is measured. */
const warmUp = 5000;

/** Gives the client and the store one batch in each round, in another order each time. */
export const measurePair = async ({ bare, stored }: Pair, { rounds, milliseconds }: Effort): Promise<PairTimes> => {
  const tasks = [bare, stored].map((exchange) => ({ exchange, nanoseconds: [] as number[] }));
  for (let at = 0; at < warmUp; at += 500) for (const { exchange } of tasks) await time(exchange, 500);
  const count = Math.max(50, Math.round((milliseconds * 1e6) / (await time(bare, 500))));
  for (let round = 0; round < rounds; round += 1)
    for (const { exchange, nanoseconds } of shuffle(tasks)) nanoseconds.push(await time(exchange, count));
  const [bareTimes = [], storedTimes = []] = tasks.map(({ nanoseconds }) => nanoseconds);
  return { bare: bareTimes, stored: storedTimes };
};
