import type { Awaitable, CodeRecord } from '@codegrant/server';

/**
 * Saves a code and takes it.
 *
 * @param json the record, as a column of text has it
 * @returns whether this was the first use of the code
 */
export type Exchange = (record: CodeRecord, json: string) => Awaitable<boolean>;

/** Two ways to save and to take a code in the same database. */
export interface Pair {
  /** By the client alone, with the statements that the store runs. */
  readonly bare: Exchange;
  readonly stored: Exchange;
  readonly close: () => Awaitable<void>;
}

/** Opens a database, for example a file or a URL, and makes its tables. */
export type OpenPair = (target: string) => Awaitable<Pair>;
