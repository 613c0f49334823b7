import type { Comparison } from '../measure/comparison.ts';
import { formatRatio, formatTime } from '../report/format.ts';
import { type Kind, refusedKinds } from '../workload/kinds.ts';
import { comparedRows, serverRow } from './compared-rows.ts';
import { effortOf, measureRows, ownRowsFor, rivalRowsFor } from './measure-rows.ts';
import type { Section } from './section.ts';

const cell = (comparison: Comparison, row: string, kind: Kind): string => {
  const [time, ratio] = [comparison.time(row, kind), comparison.ratio(row, 'floor', kind)];
  if (time === undefined || ratio === undefined) return 'not measured';
  const { median, lower, upper } = ratio;
  return `${formatTime(time)}, ${formatRatio(median)} (${formatRatio(lower)} to ${formatRatio(upper)})`;
};

/** Authorization requests that are refused: before the redirect URI is proven, and after. */
export const refused: Section = async (given) => {
  const own = ownRowsFor(comparedRows, refusedKinds, given.options);
  const rivals = given.options.quick ? [] : rivalRowsFor(refusedKinds, given);
  const { comparison, notes } = await measureRows([...own, ...rivals], effortOf(given.options));
  const toFloor = (kind: Kind): number | undefined => comparison.ratio(serverRow, 'floor', kind)?.median;
  return {
    tables: [
      {
        title: 'Refused authorization requests: per call, to floor (middle half)',
        columns: ['row', 'unknown client', 'wrong redirect URI', 'unknown scope'],
        rows: comparison.rows.map((row) => [row, ...refusedKinds.map((kind) => cell(comparison, row, kind))]),
        notes,
      },
    ],
    measures: {
      refusedUnknownClient: toFloor('unknownClient'),
      refusedBadRedirectUri: toFloor('badRedirectUri'),
      refusedBadScope: toFloor('badScope'),
    },
  };
};
