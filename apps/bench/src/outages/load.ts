import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, authorize, redeem } from './client.ts';

/** What the clients saw. */
export interface Load {
  /** Every code that a client received. */
  readonly codes: readonly string[];
  /** The codes that were sent in a request without a clear answer: a server may have taken them. */
  readonly unclear: ReadonlySet<string>;
  /** How many requests came to each kind of answer. */
  readonly counts: Readonly<Record<Answer['kind'], number>>;
}

/** Clients that ask for codes and redeem them until they are stopped. */
export interface RunningLoad {
  /** Stops asking for codes, redeems every code again, and returns what the clients saw. */
  readonly finish: () => Promise<Load>;
}

/** In milliseconds. */
const pause = 50;

/** One of so many codes is redeemed only after the last outage, so that every outage meets codes that nobody has used. */
const kept = 4;

const parallel = <Value>(width: number, work: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: width }, work));

/**
 * Starts clients. Each asks one server for a code, and sends it to two servers at the same time, until one of them gives tokens
 * or says that the code is used.
 */
export const startLoad = (origins: readonly string[], clients: number): RunningLoad => {
  const codes: string[] = [];
  const unclear = new Set<string>();
  const counts = { code: 0, tokens: 0, used: 0, refused: 0, cut: 0, hung: 0 };
  let turn = 0;
  const stop = new AbortController();
  const nextOrigin = (): string => origins[turn++ % origins.length] ?? '';
  const counted = (answer: Answer): Answer => {
    counts[answer.kind] += 1;
    return answer;
  };

  const redeemOnce = async (code: string): Promise<boolean> => {
    const answer = counted(await redeem(nextOrigin(), code));
    const isClear = answer.kind === 'tokens' || answer.kind === 'used';
    if (!isClear) unclear.add(code);
    return isClear;
  };

  /** Redeems a code until a server has decided about it. */
  const redeemToTheEnd = async (code: string): Promise<void> => {
    while (!(await Promise.all([redeemOnce(code), redeemOnce(code)])).some(Boolean)) await wait(pause);
  };

  const work = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const answer = counted(await authorize(nextOrigin()));
      if (answer.kind === 'code') {
        codes.push(answer.code);
        if (codes.length % kept !== 0) await redeemToTheEnd(answer.code);
      } else await wait(pause);
    }
  };

  const working = parallel(clients, work);
  return {
    finish: async () => {
      stop.abort();
      await working;
      const left = [...codes];
      await parallel(clients, async () => {
        for (let code = left.pop(); code !== undefined; code = left.pop()) await redeemToTheEnd(code);
      });
      return { codes, unclear, counts };
    },
  };
};
