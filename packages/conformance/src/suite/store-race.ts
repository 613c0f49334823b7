import type { Store } from '@codegrant/server';
import * as v from 'valibot';

/** What one process of a race does. */
export interface Race {
  /** Codes that are saved. Each process takes every one of them. */
  readonly codeHashes: readonly string[];
  /** Consent requests. Each process answers every one of them. */
  readonly ids: readonly string[];
  /** The answer of this process. The number of the call follows it. */
  readonly answer: string;
  readonly expiresAt: number;
  /** How many calls for one code, and for one consent request, each process makes in parallel. */
  readonly calls: number;
}

export const raceSchema: v.GenericSchema<unknown, Race> = v.object({
  codeHashes: v.array(v.string()),
  ids: v.array(v.string()),
  answer: v.string(),
  expiresAt: v.number(),
  calls: v.number(),
});

/** What one process got. The lists are in the order of the codes and of the consent requests. */
export interface Outcome {
  /** How many calls for each code were its first use. */
  readonly firstUses: readonly number[];
  /** How many calls for each code returned its record. */
  readonly records: readonly number[];
  /** The different answers that were returned for each consent request. */
  readonly answers: readonly (readonly string[])[];
}

export const outcomeSchema: v.GenericSchema<unknown, Outcome> = v.object({
  firstUses: v.array(v.number()),
  records: v.array(v.number()),
  answers: v.array(v.array(v.string())),
});

const inParallel = <Result>(calls: number, call: (index: number) => Result): Promise<Awaited<Result>[]> =>
  Promise.all(Array.from({ length: calls }, async (_, index) => await call(index)));

/** Takes every code and answers every consent request, each with several calls in parallel. */
export const run = async (store: Store, race: Race): Promise<Outcome> => {
  const firstUses: number[] = [];
  const records: number[] = [];
  for (const codeHash of race.codeHashes) {
    const taken = await inParallel(race.calls, () => store.takeCode(codeHash));
    firstUses.push(taken.filter((each) => each?.firstUse === true).length);
    records.push(taken.filter((each) => each?.record.codeHash === codeHash).length);
  }
  const answers: string[][] = [];
  for (const id of race.ids) {
    const recorded = await inParallel(race.calls, (index) =>
      store.recordAnswer(id, `${race.answer} ${index}`, race.expiresAt),
    );
    answers.push([...new Set(recorded)]);
  }
  return { firstUses, records, answers };
};
