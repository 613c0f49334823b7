import type { Awaitable, CodeRecord, TakenCode } from '@codegrant/server';

/** Saves a code and takes it. Returns what was taken. */
export type Exchange = (record: CodeRecord) => Awaitable<TakenCode | undefined>;

/** Two ways to save and to take a code in the same database. */
export interface Pair {
  /** By the client alone, with the statements that the store runs. The record is JSON in both. */
  readonly bare: Exchange;
  readonly stored: Exchange;
  readonly close: () => Awaitable<void>;
}

/** Opens a database, for example a file or a URL, and makes its tables. */
export type OpenPair = (target: string) => Awaitable<Pair>;
