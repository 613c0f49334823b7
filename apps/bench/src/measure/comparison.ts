import type { Exercise } from '../process/exercise.ts';
import type { Times } from './interleave.ts';
import { median, type Ratio, ratioOf } from './statistics.ts';

/** The measured rows of a section, by name. */
export interface Comparison {
  readonly rows: readonly string[];
  /** The median time of one call, in nanoseconds. `undefined` if the row was not measured. */
  readonly time: (row: string, exercise: Exercise) => number | undefined;
  /** How long a row takes for each unit of time of another, round by round. */
  readonly ratio: (row: string, base: string, exercise: Exercise) => Ratio | undefined;
}

export const comparisonOf = (measured: readonly Times[]): Comparison => {
  const timesOf = (row: string, exercise: Exercise): readonly number[] | undefined =>
    measured.find((times) => times.row === row && times.exercise === exercise)?.nanoseconds;
  return {
    rows: Array.from(new Set(measured.map(({ row }) => row))),
    time: (row, exercise) => {
      const times = timesOf(row, exercise);
      return times && median(times);
    },
    ratio: (row, base, exercise) => {
      const [times, baseTimes] = [timesOf(row, exercise), timesOf(base, exercise)];
      return times && baseTimes && ratioOf(times, baseTimes);
    },
  };
};
