import type { FoundRefreshToken, GrantRecord, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { type Check, checkedRecord, exactly, type Refuse, refuserOf } from './checked-record.ts';
import { aScope, aTimeOrNone, aWholeTime, savedString, savedStringOrNone } from './checks.ts';
import type { Clock } from './clock.ts';
import type { Grants } from './grants.ts';
import { clockSkew, isObject, withoutNull } from './stored-values.ts';

const grantChecks = (subject: string, grantId: Check<string>) => ({
  grantId,
  subject: exactly(subject, 'it was asked for: the record of this user and no other'),
  clientId: savedString,
  scope: aScope,
  resources: savedStringOrNone,
  parameters: savedStringOrNone,
  authTime: aTimeOrNone,
  createdAt: aWholeTime,
  lastUsedAt: aWholeTime,
  expiresAt: aWholeTime,
});

const refuseGrant = /* @__PURE__ */ refuserOf('grants.findGrant');

const checkedGrant = (given: unknown, subject: string, grantId: string): GrantRecord | undefined => {
  const ofGrant = exactly(grantId, 'it was asked for: the record of this grant and no other');
  return withoutNull(given) === undefined
    ? undefined
    : checkedRecord<GrantRecord>(given, grantChecks(subject, ofGrant), refuseGrant);
};

/**
 * Finds a grant.
 *
 * @throws {TypeError} if the port returns another record than it was given: a grant that lost its client or its scope must not refresh
 *   anything
 */
export const findGrant = (subject: string, grantId: string, grants: Grants): Awaitable<GrantRecord | undefined> =>
  mapAwaitable<unknown, GrantRecord | undefined>(grants.findGrant(subject, grantId), (given) =>
    checkedGrant(given, subject, grantId),
  );

const checkedList = (given: unknown, subject: string): readonly GrantRecord[] => {
  const refuse: Refuse = refuserOf('grants.listGrants');
  if (!Array.isArray(given)) return refuse('the grants of the subject', 'an array of records');
  const checks = grantChecks(subject, savedString);
  return given.map((record: unknown) => checkedRecord<GrantRecord>(record, checks, refuse));
};

/**
 * Finds every grant of a subject. Expired ones may be among them.
 *
 * @throws {TypeError} if the port returns another record than it was given: a user must not see the grants of another
 */
export const listGrants = (subject: string, grants: Grants): Awaitable<readonly GrantRecord[]> =>
  mapAwaitable<unknown, readonly GrantRecord[]>(grants.listGrants(subject), (given) => checkedList(given, subject));

const checkedToken = (given: unknown, tokenHash: string): FoundRefreshToken | undefined => {
  const found = withoutNull(given);
  if (found === undefined) return undefined;
  const refuse: Refuse = refuserOf('grants.findRefreshToken');
  if (!isObject<FoundRefreshToken>(found) || typeof found.used !== 'boolean') return refuse('used', 'true or false');
  const record = checkedRecord<RefreshTokenRecord>(
    found.record,
    {
      tokenHash: exactly(tokenHash, 'it was asked for: the record of this refresh token and no other'),
      grantId: savedString,
      subject: savedString,
      expiresAt: aWholeTime,
    },
    refuse,
  );
  return { record, used: found.used };
};

/**
 * Finds a refresh token.
 *
 * @throws {TypeError} if the port returns another record than it was given: an expiry in milliseconds would never pass
 */
export const findRefreshToken = (tokenHash: string, grants: Grants): Awaitable<FoundRefreshToken | undefined> =>
  mapAwaitable<unknown, FoundRefreshToken | undefined>(grants.findRefreshToken(tokenHash), (given) =>
    checkedToken(given, tokenHash),
  );

/** In the future, the second use of a stolen token would count as one of a client that lost an answer. */
const pastTime = (now: number): Check<number> => ({
  is: (value): value is number => aWholeTime.is(value) && value <= now + clockSkew,
  what: `${aWholeTime.what}, and of the past`,
});

/**
 * Records the first use of a refresh token, and returns the recorded one.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z
 * @throws {TypeError} if the port returns anything else: a token could then be used twice
 */
export const useRefreshToken = (
  tokenHash: string,
  use: RefreshTokenUse,
  grants: Grants,
  now: Clock,
): Awaitable<RefreshTokenUse> =>
  mapAwaitable<unknown, RefreshTokenUse>(grants.useRefreshToken(tokenHash, use), (recorded) =>
    checkedRecord<RefreshTokenUse>(
      recorded,
      { salt: savedString, usedAt: pastTime(now()), successorHash: savedString },
      refuserOf('grants.useRefreshToken'),
    ),
  );
