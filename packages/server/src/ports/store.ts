import type { CodeRecord, TakenCode } from '@codegrant/core';
import { type Awaitable, whenGiven } from './awaitable.ts';

/** Where codes are kept between the authorization endpoint and the token endpoint. */
export interface Store {
  /** Keeps the record under its `codeHash`, at least until its `expiresAt`. */
  readonly saveCode: (record: CodeRecord) => Awaitable<void>;
  /**
   * Takes a code, and marks it as used in the same step: of any number of calls at the same time, in any number of
   * processes, exactly one gets `firstUse: true`. There is no other way to read a code. A used code must be kept until it
   * expires, so that its second use is seen as one.
   */
  readonly takeCode: (codeHash: string) => Awaitable<TakenCode | undefined>;
  /**
   * Marks an identifier as spent, atomically too: true for the first call, false for every other.
   *
   * @param expiresAt until when it must be remembered, in seconds since 1970-01-01T00:00:00Z
   */
  readonly spend: (id: string, expiresAt: number) => Awaitable<boolean>;
}

/** A database has null where a record has nothing. */
const something = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

const recordOf = (record: CodeRecord): CodeRecord => ({
  ...record,
  codeChallenge: something(record.codeChallenge),
  codeChallengeMethod: something(record.codeChallengeMethod),
  authTime: something(record.authTime),
});

const checkedCode = (given: TakenCode | null | undefined): TakenCode | undefined => {
  const taken = something(given);
  if (taken === undefined) return undefined;
  const { firstUse } = taken;
  const record = recordOf(taken.record);
  if (typeof firstUse !== 'boolean')
    throw new TypeError('store.takeCode gave a firstUse that is neither true nor false.');
  if (!Number.isFinite(record.expiresAt))
    throw new TypeError('store.takeCode gave an expiresAt that is no number of seconds since 1970-01-01T00:00:00Z.');
  return { record, firstUse };
};

/**
 * Takes a code from the store.
 *
 * @throws {TypeError} where the store gives what would let a code be used twice, or for ever
 */
export const takeCode = (codeHash: string, store: Store): Awaitable<TakenCode | undefined> =>
  whenGiven(store.takeCode(codeHash), checkedCode);

const checkedFirstUse = (firstUse: unknown): boolean => {
  if (typeof firstUse !== 'boolean') throw new TypeError('store.spend gave neither true nor false.');
  return firstUse;
};

/**
 * Marks a question as answered, and tells whether it was the first time.
 *
 * @throws {TypeError} where the store tells neither: what a database says of rows would count as yes
 */
export const spendQuestion = (id: string, expiresAt: number, store: Store): Awaitable<boolean> =>
  whenGiven<unknown, boolean>(store.spend(id, expiresAt), checkedFirstUse);
