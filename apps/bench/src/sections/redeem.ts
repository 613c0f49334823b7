import { effortOf, measureRows, ownRowsFor, rivalRowsFor } from './measure-rows.ts';
import { rowColumns, rowLines } from './row-table.ts';
import type { Section } from './section.ts';

const serverRow = '@codegrant/server, ports with values';

/** A token request: PKCE with S256, and a code that is taken once. */
export const redeem: Section = async (given) => {
  const own = ownRowsFor(
    [
      'floor',
      'floor, two awaited stores',
      '@codegrant/core',
      serverRow,
      '@codegrant/server, ports with promises',
      '@codegrant/server, memoryStore',
      '@codegrant/server, body as a stream',
    ],
    ['redeem'],
    given.options,
  );
  const rivals = given.options.quick ? [] : rivalRowsFor(['redeem'], given);
  const { comparison, notes } = await measureRows([...own, ...rivals], effortOf(given.options));
  return {
    tables: [
      {
        title: 'A token request: PKCE with S256, and a code that is taken once',
        columns: rowColumns,
        rows: rowLines(comparison, 'redeem'),
        notes,
      },
    ],
    measures: { redeem: comparison.ratio(serverRow, 'floor', 'redeem')?.median },
  };
};
