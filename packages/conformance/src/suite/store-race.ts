import type { Grants, Store } from '@codegrant/server';
import * as v from 'valibot';

/** What one process of a race does. */
export interface Race {
  /** Codes that are saved. Each process takes every one of them. */
  readonly codeHashes: readonly string[];
  /** Consent requests. Each process answers every one of them. */
  readonly ids: readonly string[];
  /** Refresh tokens that are saved. Each process uses every one of them. */
  readonly tokenHashes: readonly string[];
  /** The answer of this process. The number of the call follows it. */
  readonly answer: string;
  readonly expiresAt: number;
  /** How many calls for one code, and for one consent request, each process makes in parallel. */
  readonly calls: number;
}

export const raceSchema: v.GenericSchema<unknown, Race> = v.object({
  codeHashes: v.array(v.string()),
  ids: v.array(v.string()),
  tokenHashes: v.array(v.string()),
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
  /** The different uses that were returned for each refresh token, by their salts and successors. */
  readonly uses: readonly (readonly string[])[];
}

export const outcomeSchema: v.GenericSchema<unknown, Outcome> = v.object({
  firstUses: v.array(v.number()),
  records: v.array(v.number()),
  answers: v.array(v.array(v.string())),
  uses: v.array(v.array(v.string())),
});

const inParallel = <Result>(calls: number, call: (index: number) => Result): Promise<Awaited<Result>[]> =>
  Promise.all(Array.from({ length: calls }, async (_, index) => await call(index)));

/** The ports of a race. A race needs only those that it has something for. */
export interface RacePorts {
  readonly store?: Store | undefined;
  readonly grants?: Grants | undefined;
}

const needed = <Port>(port: Port | undefined, name: string): Port => {
  if (port === undefined) throw new TypeError(`The module of the race must make a store with storage.${name}.`);
  return port;
};

const useAll = async (
  grants: Grants,
  { tokenHashes, calls, answer }: Race,
): Promise<readonly (readonly string[])[]> => {
  const uses: string[][] = [];
  for (const tokenHash of tokenHashes) {
    const recorded = await inParallel(calls, (index) =>
      grants.useRefreshToken(tokenHash, { salt: `${answer} ${index}`, usedAt: 1, successorHash: `${answer} ${index}` }),
    );
    uses.push([...new Set(recorded.map((use) => (use ? `${use.salt}, ${use.successorHash}` : 'unknown')))]);
  }
  return uses;
};

/** Takes every code, answers every consent request and uses every refresh token, each with several calls in parallel. */
export const run = async ({ store, grants }: RacePorts, race: Race): Promise<Outcome> => {
  const firstUses: number[] = [];
  const records: number[] = [];
  for (const codeHash of race.codeHashes) {
    const taken = await inParallel(race.calls, () =>
      needed(store, 'store').takeCode(codeHash, Math.floor(Date.now() / 1000)),
    );
    firstUses.push(taken.filter((each) => each?.firstUse === true).length);
    records.push(taken.filter((each) => each?.record.codeHash === codeHash).length);
  }
  const answers: string[][] = [];
  for (const id of race.ids) {
    const recorded = await inParallel(race.calls, (index) =>
      needed(store, 'store').recordAnswer(id, `${race.answer} ${index}`, race.expiresAt),
    );
    answers.push([...new Set(recorded)]);
  }
  const uses = race.tokenHashes.length === 0 ? [] : await useAll(needed(grants, 'grants'), race);
  return { firstUses, records, answers, uses };
};
