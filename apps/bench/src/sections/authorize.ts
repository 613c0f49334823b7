import type { Comparison } from '../measure/comparison.ts';
import type { Mark } from '../report/chart.ts';
import { formatRatio } from '../report/format.ts';
import { promisesRow, rowsWithStores, serverRow } from './compared-rows.ts';
import { effortOf, measureRows, ownRowsFor, rivalRowsFor } from './measure-rows.ts';
import { rowColumns, rowLines } from './row-table.ts';
import type { Given, Section } from './section.ts';

/** The rivals' best time, as a multiple of the server's. */
const bestRival = (comparison: Comparison, { rivals }: Given): number | undefined => {
  const ratios = rivals.flatMap(({ name }) => comparison.ratio(name, serverRow, 'valid')?.median ?? []);
  return ratios.length === 0 ? undefined : Math.min(...ratios);
};

const marksOf = (comparison: Comparison): readonly Mark[] =>
  comparison.rows
    .flatMap((label) => {
      const ratio = comparison.ratio(label, 'floor', 'valid');
      if (ratio === undefined) return [];
      const { median: value, lower, upper } = ratio;
      return { label, value, lower, upper, text: formatRatio(value) };
    })
    .toSorted((one, other) => one.value - other.value);

/** A valid authorization request: the query in, the code stored, the redirect out. */
export const authorize: Section = async (given) => {
  const own = ownRowsFor(rowsWithStores, ['valid'], given.options);
  const { comparison, notes } = await measureRows([...own, ...rivalRowsFor(['valid'], given)], effortOf(given.options));
  return {
    tables: [
      {
        title: 'A valid authorization request',
        columns: rowColumns,
        rows: rowLines(comparison, 'valid'),
        notes: [...notes, ...given.rivals.map(({ name, note }) => `${name}: ${note}`)],
      },
    ],
    measures: {
      decide: comparison.ratio('@codegrant/core', 'floor', 'valid')?.median,
      server: comparison.ratio(serverRow, 'floor', 'valid')?.median,
      serverPromises: comparison.ratio(promisesRow, 'floor, two awaited stores', 'valid')?.median,
      bestRival: bestRival(comparison, given),
    },
    marks: marksOf(comparison),
  };
};
