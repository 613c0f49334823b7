import type { Store } from '@codegrant/server';
import type { Exchange } from './pair.ts';

/** Saves and takes a code by a store whose functions return promises. */
export const storedExchange =
  ({ saveCode, takeCode }: Store): Exchange =>
  async (record) => {
    await saveCode(record);
    return (await takeCode(record.codeHash))?.firstUse === true;
  };

/** Saves and takes a code by a store whose functions return values. */
export const synchronousExchange =
  ({ saveCode, takeCode }: Store): Exchange =>
  (record) => {
    void saveCode(record);
    const taken = takeCode(record.codeHash);
    return taken !== undefined && 'firstUse' in taken && taken.firstUse;
  };
