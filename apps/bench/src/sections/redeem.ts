import { rowsWithStores, serverRow } from './compared-rows.ts';
import { effortOf, measureRows, ownRowsFor, rivalRowsFor } from './measure-rows.ts';
import { rowColumns, rowLines } from './row-table.ts';
import type { Section } from './section.ts';

/** A token request: PKCE with S256, and a code that is taken once. */
export const redeem: Section = async (given) => {
  const own = ownRowsFor([...rowsWithStores, '@codegrant/server, body as a stream'], ['redeem'], given.options);
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
