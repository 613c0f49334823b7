import type { Options } from '../options.ts';
import { type Comparison, comparisonOf } from '../measure/comparison.ts';
import { type Effort, interleave } from '../measure/interleave.ts';
import { type StartedRow, startRow } from '../process/start-row.ts';
import type { Exercise } from '../process/exercise.ts';
import type { Row } from '../process/row.ts';
import { reasonOf } from '../reason-of.ts';
import type { OwnRowName } from '../rows/own-rows.ts';
import { ordinary, type Scenario } from '../workload/scenario.ts';
import { roundsOf } from './rounds.ts';
import type { Given } from './section.ts';

/** The rows that were measured, and why others were not. */
export interface Measured {
  readonly comparison: Comparison;
  readonly notes: readonly string[];
}

/** About how long each batch takes. */
export const millisecondsOf = ({ quick }: Options): number => (quick ? 20 : 50);

/** How many rounds the sections with one process for each row take. */
export const effortOf = (options: Options): Effort => ({
  rounds: roundsOf(options, { quick: 9, full: 41 }),
  milliseconds: millisecondsOf(options),
});

/** Names a row of the checkout that this one is compared with. */
export const inOther = (name: string): string => `${name} (other checkout)`;

/** The rows of this project, and again with the packages of the other checkout. */
export const ownRowsFor = (
  names: readonly OwnRowName[],
  exercises: readonly Exercise[],
  { against }: Options,
  scenario: Scenario = ordinary,
): readonly Row[] =>
  names.flatMap((name) => {
    const row: Row = { name, source: { kind: 'own', name }, scenario, exercises };
    const isFloor = name.startsWith('floor');
    return against === undefined || isFloor ? [row] : [row, { ...row, name: inOther(name), checkout: against }];
  });

/** The rows of the other libraries. */
export const rivalRowsFor = (exercises: readonly Exercise[], { rivals }: Given): readonly Row[] =>
  rivals.map(({ name, file }) => ({ name, source: { kind: 'rival', file }, scenario: ordinary, exercises }));

/** Starts the rows. A row of this project must start; another library may fail, and the report says so. */
const startAll = async (
  rows: readonly Row[],
): Promise<{ readonly started: readonly StartedRow[]; readonly notes: readonly string[] }> => {
  const outcomes = await Promise.allSettled(rows.map(startRow));
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const problems = outcomes.map((outcome) => (outcome.status === 'rejected' ? reasonOf(outcome.reason) : undefined));
  const own = problems.find((problem, at) => problem !== undefined && rows[at]?.source.kind === 'own');
  if (own !== undefined) {
    started.forEach(({ stop }) => stop());
    throw new Error(own);
  }
  return { started, notes: problems.flatMap((problem) => (problem === undefined ? [] : `Not measured: ${problem}`)) };
};

/** Measures rows whose processes all run at the same time. */
export const measureRows = async (rows: readonly Row[], effort: Effort): Promise<Measured> => {
  const { started, notes } = await startAll(rows);
  try {
    return { comparison: comparisonOf(await interleave(started, effort)), notes };
  } finally {
    started.forEach(({ stop }) => stop());
  }
};
