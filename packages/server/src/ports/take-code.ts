import type { CodeRecord, TakenCode } from '@codegrant/core';
import type { Parts } from '../options/options.ts';

/** A database has null where a record has nothing. */
const something = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

const recordOf = (record: CodeRecord): CodeRecord => ({
  ...record,
  codeChallenge: something(record.codeChallenge),
  codeChallengeMethod: something(record.codeChallengeMethod),
  authTime: something(record.authTime),
});

/**
 * Takes a code from the store.
 *
 * @throws {TypeError} where the store gives what would let a code be used twice, or for ever
 */
export const takeCode = async <Context>(
  codeHash: string,
  { store }: Parts<Context>,
): Promise<TakenCode | undefined> => {
  const taken = something(await store.takeCode(codeHash));
  if (taken === undefined) return undefined;
  const { firstUse } = taken;
  const record = recordOf(taken.record);
  if (typeof firstUse !== 'boolean')
    throw new TypeError('store.takeCode gave a firstUse that is neither true nor false.');
  if (!Number.isFinite(record.expiresAt))
    throw new TypeError('store.takeCode gave an expiresAt that is no number of seconds since 1970-01-01T00:00:00Z.');
  return { record, firstUse };
};
