import type { Comparison } from '../measure/comparison.ts';
import type { Exercise } from '../process/exercise.ts';
import { formatRatio, formatTime } from '../report/format.ts';

/** The columns of a table of one exercise. */
export const rowColumns = ['row', 'per call', 'to floor', 'middle half', 'quiet'] as const;

const lineOf = (comparison: Comparison, row: string, exercise: Exercise): readonly string[] => {
  const [time, ratio] = [comparison.time(row, exercise), comparison.ratio(row, 'floor', exercise)];
  if (time === undefined || ratio === undefined) return [row, 'not measured'];
  const { median, lower, upper, quiet } = ratio;
  return [
    row,
    formatTime(time),
    formatRatio(median),
    `${formatRatio(lower)} to ${formatRatio(upper)}`,
    formatRatio(quiet),
  ];
};

/** The rows of one exercise, the fastest first. */
export const rowLines = (comparison: Comparison, exercise: Exercise): readonly (readonly string[])[] =>
  comparison.rows
    .toSorted((one, other) => (comparison.time(one, exercise) ?? 0) - (comparison.time(other, exercise) ?? 0))
    .map((row) => lineOf(comparison, row, exercise));
