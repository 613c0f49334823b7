import type { Load } from './load.ts';

/** What became of the codes of one database, and what was promised about it. */
export interface Outcome {
  readonly issued: number;
  /** Codes for which the servers issued tokens once. */
  readonly once: number;
  /** Codes for which the servers issued tokens more than once. Must be 0. */
  readonly twice: number;
  /** Codes that are used although no tokens were issued: the server or the database ended while it redeemed them. */
  readonly interrupted: number;
  /** Codes that are unknown although no request for them was interrupted: the database lost them. Must be 0. */
  readonly forgotten: number;
  /** Requests without an answer in 30 seconds. Must be 0. */
  readonly hung: number;
  /** Requests that were answered with an outage. */
  readonly refused: number;
  /** Requests whose connection was refused or ended, because the server was killed. */
  readonly cut: number;
}

const countsOf = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/**
 * Judges what the servers did. What a client saw does not tell how often tokens were issued, because a response may be lost.
 *
 * @param issuedFor the grant of each token that a server issued, in every process
 * @param grantOf the grant of a code
 */
export const outcomeOf = (
  { codes, unclear, counts }: Load,
  issuedFor: readonly string[],
  grantOf: (code: string) => string,
): Outcome => {
  const uses = countsOf(issuedFor);
  const usesOf = (code: string): number => uses.get(grantOf(code)) ?? 0;
  const unused = codes.filter((code) => usesOf(code) === 0);
  const { hung, refused, cut } = counts;
  return {
    issued: codes.length,
    once: codes.filter((code) => usesOf(code) === 1).length,
    twice: codes.filter((code) => usesOf(code) > 1).length,
    interrupted: unused.filter((code) => unclear.has(code)).length,
    forgotten: unused.filter((code) => !unclear.has(code)).length,
    hung,
    refused,
    cut,
  };
};
