import type { OwnRowName } from '../rows/own-rows.ts';

/** The row that the targets of the server measure. */
export const serverRow = '@codegrant/server, ports with values';

export const promisesRow = '@codegrant/server, ports with promises';

/** The rows of every section that compares implementations. */
export const comparedRows = [
  'floor',
  'floor, two awaited stores',
  '@codegrant/core',
  serverRow,
  promisesRow,
] as const satisfies OwnRowName[];

/** These rows, and those of the stores. */
export const rowsWithStores = [
  ...comparedRows,
  '@codegrant/server, memoryStore',
  '@codegrant/server, sqlStore in node:sqlite',
] as const satisfies OwnRowName[];
