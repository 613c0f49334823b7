import { numberIn } from '../row.ts';

/** In milliseconds. */
const defaultTimeout = 5000;

/**
 * Makes a connection of SQLite wait while another connection writes, up to five seconds, unless it waits already. Without it,
 * a statement fails at once.
 */
export const waitForLocks = (rows: (statement: string) => readonly unknown[]): void => {
  const [row] = rows('PRAGMA busy_timeout');
  if (numberIn(row, 'timeout') === 0) rows(`PRAGMA busy_timeout = ${defaultTimeout}`);
};
