import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Grants, Store } from '@codegrant/server';
import * as v from 'valibot';
import { refreshTokenWith } from './grant-samples.ts';
import { later, recordWith, unique } from './store-samples.ts';
import { type Outcome, outcomeSchema, type Race } from './store-race.ts';

/** How other processes make the same store. */
export interface OtherProcesses {
  /**
   * The module that each process loads, as a URL or as an absolute path. Its default export is a function that returns, or
   * resolves to, the same as `make`, over the same database.
   */
  readonly module: string | URL;
  /** Returns what the default export is called with, for example the path of a database. Default: an empty string. */
  readonly argument?: (() => string) | undefined;
  /** The options of Node for each process. Default: none. */
  readonly execArgv?: readonly string[] | undefined;
}

/** How much a race does. */
export interface RaceSize {
  readonly processes: number;
  readonly codes: number;
  /** The parallel calls of each process for one code. */
  readonly calls: number;
}

// The published suite is built: its files lie side by side under the same names, and end in js. A bundle may have no URL.
const processFile = (): URL =>
  new URL(`./store-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

interface Started {
  readonly child: ChildProcess;
  /** The next message, or a rejection if the process ends instead. */
  readonly next: () => Promise<unknown>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<unknown>;
}

const start = ({ module, argument = () => '', execArgv = [] }: OtherProcesses): Started => {
  const child = fork(fileURLToPath(processFile()), [String(module), argument()], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk.toString()));
  const ended = once(child, 'close');
  const endedEarly = async (): Promise<never> => {
    await ended;
    throw new Error(`A process of the race ended early. ${stderr.join('')}`);
  };
  const next = async (): Promise<unknown> => {
    const [message]: readonly unknown[] = await Promise.race([once(child, 'message'), endedEarly()]);
    return message;
  };
  return { child, next, ended };
};

const sumsOf = (lists: readonly (readonly number[])[]): readonly number[] =>
  (lists[0] ?? []).map((_, index) => lists.reduce((sum, list) => sum + (list[index] ?? 0), 0));

const unitedAt = (lists: readonly (readonly (readonly string[])[])[]): readonly (readonly string[])[] =>
  (lists[0] ?? []).map((_, index) => [...new Set(lists.flatMap((list) => list[index] ?? []))]);

const together = (outcomes: readonly Outcome[]): Outcome => ({
  firstUses: sumsOf(outcomes.map(({ firstUses }) => firstUses)),
  records: sumsOf(outcomes.map(({ records }) => records)),
  answers: unitedAt(outcomes.map(({ answers }) => answers)),
  uses: unitedAt(outcomes.map(({ uses }) => uses)),
});

/** Lets several processes run the same race at the same time. Returns what all processes got together. */
const runInProcesses = async (
  race: Omit<Race, 'answer'>,
  others: OtherProcesses,
  processes: number,
): Promise<Outcome> => {
  const started = Array.from({ length: processes }, () => start(others));
  try {
    await Promise.all(started.map(({ next }) => next()));
    const outcomes = Promise.all(started.map(({ next }) => next()));
    for (const [index, { child }] of started.entries()) child.send({ ...race, answer: `allow ${index}` });
    return together((await outcomes).map((outcome) => v.parse(outcomeSchema, outcome)));
  } catch (error) {
    for (const { child } of started) child.kill();
    throw error;
  } finally {
    await Promise.all(started.map(({ ended }) => ended));
  }
};

/**
 * Saves codes, and lets several processes take all of them and answer as many consent requests at the same time.
 *
 * @param store the store of this process, over the same database
 * @returns what all processes got together
 */
export const raceInProcesses = async (
  store: Store,
  others: OtherProcesses,
  { processes, codes, calls }: RaceSize,
): Promise<Outcome> => {
  const records = Array.from({ length: codes }, () => recordWith());
  for (const record of records) await store.saveCode(record);
  const race = {
    codeHashes: records.map(({ codeHash }) => codeHash),
    ids: records.map(() => unique()),
    tokenHashes: [],
    expiresAt: later(),
    calls,
  };
  return runInProcesses(race, others, processes);
};

/**
 * Saves refresh tokens, and lets several processes use all of them at the same time.
 *
 * @param grants the port of this process, over the same database
 * @returns the different uses that were returned for each refresh token: one, if the port keeps its promise
 */
export const raceForRefreshTokens = async (
  grants: Grants,
  others: OtherProcesses,
  { processes, codes, calls }: RaceSize,
): Promise<readonly (readonly string[])[]> => {
  const records = Array.from({ length: codes }, () => refreshTokenWith());
  for (const record of records) await grants.saveRefreshToken(record);
  const tokenHashes = records.map(({ tokenHash }) => tokenHash);
  const race = { codeHashes: [], ids: [], tokenHashes, expiresAt: later(), calls };
  return (await runInProcesses(race, others, processes)).uses;
};
