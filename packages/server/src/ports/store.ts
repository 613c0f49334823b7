import type { CodeRecord, TakenCode } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';

/** Where codes are kept between the authorization endpoint and the token endpoint. */
export interface Store {
  /**
   * Saves a record under its `codeHash` and keeps it at least until its `expiresAt`, in seconds since
   * 1970-01-01T00:00:00Z. The record is flat: strings, numbers, and members that are `undefined`. Those may come back
   * as `null`.
   */
  readonly saveCode: (record: CodeRecord) => Awaitable<void>;
  /**
   * Reads a code and marks it as used, in one atomic step. Of any number of concurrent calls, in any number of
   * processes, exactly one gets `firstUse: true`. There is no other way to read a code. Keep a used code until it
   * expires, so that a second use is detected.
   *
   * @returns the record as it was saved, and whether this is its first use; `undefined` or `null` if the code is
   *   unknown
   */
  readonly takeCode: (codeHash: string) => Awaitable<TakenCode | undefined>;
  /**
   * Records the answer to a consent request, in one atomic step, unless an answer is recorded under this identifier. A
   * recorded answer never changes. Of any number of concurrent calls, in any number of processes, all return the same
   * answer.
   *
   * @param id identifies the consent request
   * @param answer the answer, for example `deny` or `allow read write`
   * @param expiresAt until when the answer must be kept, in seconds since 1970-01-01T00:00:00Z
   * @returns the recorded answer: this one for the first call, the first one for every other
   */
  readonly recordAnswer: (id: string, answer: string, expiresAt: number) => Awaitable<string>;
}

/** A database has null where a record has undefined. */
const withoutNull = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

const recordOf = (record: CodeRecord): CodeRecord => ({
  ...record,
  codeChallenge: withoutNull(record.codeChallenge),
  codeChallengeMethod: withoutNull(record.codeChallengeMethod),
  authTime: withoutNull(record.authTime),
});

const checkedCode = (given: TakenCode | null | undefined): TakenCode | undefined => {
  const taken = withoutNull(given);
  if (taken === undefined) return undefined;
  const { firstUse } = taken;
  const record = recordOf(taken.record);
  if (typeof firstUse !== 'boolean') throw new TypeError('store.takeCode must return firstUse as true or false.');
  if (!Number.isFinite(record.expiresAt))
    throw new TypeError('store.takeCode must return expiresAt as a number of seconds since 1970-01-01T00:00:00Z.');
  return { record, firstUse };
};

/**
 * Takes a code from the store.
 *
 * @throws {TypeError} if the store returns a record with which a code could be used twice, or would never expire
 */
export const takeCode = (codeHash: string, store: Store): Awaitable<TakenCode | undefined> =>
  mapAwaitable(store.takeCode(codeHash), checkedCode);

const checkedAnswer = (answer: unknown): string => {
  if (typeof answer !== 'string')
    throw new TypeError('store.recordAnswer must return the recorded answer, a string. The first answer counts.');
  return answer;
};

/**
 * Records the answer to a consent request, unless one is recorded, and returns the recorded one.
 *
 * @throws {TypeError} if the store returns anything but a string: nobody would know which answer counts
 */
export const recordAnswer = (id: string, answer: string, expiresAt: number, store: Store): Awaitable<string> =>
  mapAwaitable<unknown, string>(store.recordAnswer(id, answer, expiresAt), checkedAnswer);
