import type { CodeRecord, Policy, TakenCode } from '@codegrant/core';
import { maxCodeLifetimeSeconds, isCodeChallengeMethod } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { type Refuse, refuserOf } from './checked-record.ts';
import { aScope, aTimeOrNone, savedString } from './checks.ts';
import type { Clock } from './clock.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';
import { clockSkew, isObject, withoutNull } from './stored-values.ts';

/** Stores codes until the client redeems them, and the answers to consent requests. */
export interface Store {
  /**
   * Saves a record under its `codeHash`. Keep the record at least until its `expiresAt`, in seconds since
   * 1970-01-01T00:00:00Z. Each member of the record is a string, a number or `undefined`. A member that is `undefined`
   * may come back as `null`. Every other member must come back as it was saved.
   */
  readonly saveCode: (record: CodeRecord) => Awaitable<void>;
  /**
   * Reads a code and marks the code as used, in one atomic step. If several calls arrive at once, even in different
   * processes, exactly one call returns `firstUse: true`. Keep a used code until it expires, so that the server can
   * detect a second use.
   *
   * @param now the time of this use, in seconds since 1970-01-01T00:00:00Z. Keep the time of the first use with the code
   * @returns `record`, as it was saved, `firstUse`, and `usedAt`, the time of the first use. `undefined` or `null` if the code is unknown. If
   *   the store does not keep the time, omit `usedAt`: see `codeReuseSeconds` of the policy
   */
  readonly takeCode: (codeHash: string, now: number) => Awaitable<TakenCode | undefined>;
  /**
   * Records the answer to a consent request, in one atomic step, unless an answer is already recorded under this
   * identifier. A recorded answer never changes. If several calls arrive at once, even in different processes, all
   * calls return the same answer.
   *
   * @param id identifies the consent request
   * @param answer the answer, for example `deny` or `allow read write`
   * @param expiresAt until when the answer must be kept, in seconds since 1970-01-01T00:00:00Z
   * @returns the recorded answer: the first call returns `answer`, and every later call returns the answer of the first
   *   call
   */
  readonly recordAnswer: (id: string, answer: string, expiresAt: number) => Awaitable<string>;
}

const mustReturn: Refuse = /* @__PURE__ */ refuserOf('store.takeCode');

const stringMembers = ['clientId', 'redirectUri', 'subject', 'scope'] as const;

/** Whether the store still has what the client sent, or that it sent none. What is absent permits nothing. */
const hasChallenge = ({ codeChallenge, codeChallengeMethod: method }: CodeRecord): boolean =>
  method === 'none'
    ? withoutNull(codeChallenge) === undefined
    : // A challenge that was changed matches no verifier.
      isCodeChallengeMethod(method) && isNonEmptyString(codeChallenge);

/** With resources in the policy every code has some. A code without them would be for all of them. */
const hasResources = (resources: unknown, policy: Policy): boolean =>
  isNonEmptyString(resources) || (resources === undefined && policy.resources.size === 0);

const checkedRecord = (record: CodeRecord, codeHash: string, policy: Policy, now: number): CodeRecord => {
  if (record.codeHash !== codeHash) mustReturn('codeHash', 'it was asked for: the record of this code and no other');
  for (const member of stringMembers) if (!savedString.is(record[member])) mustReturn(member, savedString.what);
  if (!aScope.is(record.scope)) mustReturn('scope', aScope.what);
  if (!hasChallenge(record))
    mustReturn(
      'codeChallenge and codeChallengeMethod',
      'they were saved (a code without a challenge has the method none)',
    );
  const resources = withoutNull(record.resources);
  if (!hasResources(resources, policy))
    mustReturn('resources', 'the string that was saved (undefined only if the policy had no resources)');
  const parameters = withoutNull(record.parameters);
  if (parameters === undefined ? policy.authorizationParameters.length > 0 : !isNonEmptyString(parameters))
    mustReturn(
      'parameters',
      'the string that was saved (undefined only if the policy named no authorizationParameters)',
    );
  const authTime = withoutNull(record.authTime);
  if (!aTimeOrNone.is(authTime)) mustReturn('authTime', aTimeOrNone.what);
  if (!Number.isInteger(record.expiresAt) || record.expiresAt > now + maxCodeLifetimeSeconds + clockSkew)
    mustReturn('expiresAt', 'the number of seconds since 1970-01-01T00:00:00Z that was saved, and not in milliseconds');
  const { clientId, redirectUri, subject, scope, codeChallengeMethod, expiresAt } = record;
  const codeChallenge = withoutNull(record.codeChallenge);
  return {
    codeHash,
    clientId,
    redirectUri,
    subject,
    scope,
    codeChallenge,
    codeChallengeMethod,
    resources,
    parameters,
    authTime,
    expiresAt,
  };
};

/** What a record is checked with. */
interface CodeSettings {
  readonly policy: Policy;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. */
  readonly now: Clock;
}

const checkedUse = (given: unknown, now: number): number | undefined => {
  const usedAt = withoutNull(given);
  // In the future, the second use of a stolen code would be taken for a request that was sent twice.
  return usedAt === undefined || (isTime(usedAt) && usedAt <= now + clockSkew)
    ? usedAt
    : mustReturn('usedAt', 'the number of seconds since 1970-01-01T00:00:00Z at the first use, or undefined');
};

const checkedCode = (
  given: TakenCode | null | undefined,
  codeHash: string,
  { policy, now }: CodeSettings,
): TakenCode | undefined => {
  const taken = withoutNull(given);
  if (taken === undefined) return undefined;
  const { record, firstUse } = taken;
  if (typeof firstUse !== 'boolean') return mustReturn('firstUse', 'true or false');
  if (!isObject(record)) return mustReturn('record', 'the record that was saved');
  const time = now();
  const usedAt = checkedUse(taken.usedAt, time);
  return { record: checkedRecord(record, codeHash, policy, time), firstUse, usedAt };
};

/**
 * Takes a code from the store.
 *
 * @throws {TypeError} if the store returns another record than it was given: without a challenge, a stolen code could be
 *   redeemed without its verifier, and without its resources, the tokens would be for every API
 */
export const takeCode = (
  codeHash: string,
  usedAt: number,
  store: Store,
  settings: CodeSettings,
): Awaitable<TakenCode | undefined> =>
  mapAwaitable(store.takeCode(codeHash, usedAt), (given) => checkedCode(given, codeHash, settings));

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
