import type { Awaitable, Store, TakenCode } from '@codegrant/server';
import type { Exchange } from './pair.ts';

/** Saves and takes a code by a store whose functions return promises. */
export const storedExchange =
  ({ saveCode, takeCode }: Store): Exchange =>
  async (record) => {
    await saveCode(record);
    return takeCode(record.codeHash, record.expiresAt);
  };

/** Saves and takes a code by a store whose functions return values. */
export const synchronousExchange =
  ({ saveCode, takeCode }: Store): Exchange =>
  (record): Awaitable<TakenCode | undefined> => {
    void saveCode(record);
    return takeCode(record.codeHash, record.expiresAt);
  };
