import type { FoundRefreshToken, GrantRecord, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/core';
import { isScopeString } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import type { Clock } from './clock.ts';
import type { Grants } from './grants.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';
import { clockSkew, isObject, withoutNull } from './stored-values.ts';

const mustReturn = (call: string, member: string, what: string): never => {
  throw new TypeError(`grants.${call} must return ${member} as ${what}.`);
};

const wholeTime = 'a whole number of seconds since 1970-01-01T00:00:00Z';

const isWholeTime = (value: unknown): value is number => isTime(value) && Number.isInteger(value);

const checkedGrant = (given: unknown, subject: string, grantId: string): GrantRecord | undefined => {
  const record = withoutNull(given);
  if (record === undefined) return undefined;
  const refuse = (member: string, what: string): never => mustReturn('findGrant', member, what);
  if (!isObject<GrantRecord>(record)) return refuse('a record', 'it was saved');
  const { clientId, scope, createdAt, lastUsedAt, expiresAt } = record;
  if (record.grantId !== grantId || record.subject !== subject)
    return refuse('grantId and subject', 'they were asked for: the record of this grant and no other');
  if (!isNonEmptyString(clientId)) return refuse('clientId', 'the non-empty string that was saved');
  if (!isNonEmptyString(scope) || !isScopeString(scope))
    return refuse('scope', 'scope tokens with one space between them');
  const resources = withoutNull(record.resources);
  if (resources !== undefined && !isNonEmptyString(resources))
    return refuse('resources', 'the non-empty string that was saved, or undefined');
  const parameters = withoutNull(record.parameters);
  if (parameters !== undefined && !isNonEmptyString(parameters))
    return refuse('parameters', 'the non-empty string that was saved, or undefined');
  const authTime = withoutNull(record.authTime);
  if (authTime !== undefined && !isTime(authTime))
    return refuse('authTime', 'a number of seconds since 1970-01-01T00:00:00Z, or undefined');
  if (!isWholeTime(createdAt)) return refuse('createdAt', wholeTime);
  if (!isWholeTime(lastUsedAt)) return refuse('lastUsedAt', wholeTime);
  if (!isWholeTime(expiresAt)) return refuse('expiresAt', wholeTime);
  return { grantId, subject, clientId, scope, resources, parameters, authTime, createdAt, lastUsedAt, expiresAt };
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

const checkedToken = (given: unknown, tokenHash: string): FoundRefreshToken | undefined => {
  const found = withoutNull(given);
  if (found === undefined) return undefined;
  const refuse = (member: string, what: string): never => mustReturn('findRefreshToken', member, what);
  if (!isObject<FoundRefreshToken>(found) || typeof found.used !== 'boolean') return refuse('used', 'true or false');
  const { record, used } = found;
  if (!isObject<RefreshTokenRecord>(record)) return refuse('record', 'the record that was saved');
  const { grantId, subject, expiresAt } = record;
  if (record.tokenHash !== tokenHash)
    return refuse('tokenHash', 'it was asked for: the record of this refresh token and no other');
  if (!isNonEmptyString(grantId)) return refuse('grantId', 'the non-empty string that was saved');
  if (!isNonEmptyString(subject)) return refuse('subject', 'the non-empty string that was saved');
  if (!isWholeTime(expiresAt)) return refuse('expiresAt', wholeTime);
  return { record: { tokenHash, grantId, subject, expiresAt }, used };
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

const checkedUse = (use: unknown, now: number): RefreshTokenUse => {
  const refuse = (member: string, what: string): never => mustReturn('useRefreshToken', member, what);
  if (!isObject<RefreshTokenUse>(use)) return refuse('the use', 'it was recorded first');
  const { salt, usedAt, successorHash } = use;
  if (!isNonEmptyString(salt)) return refuse('salt', 'the non-empty string that was recorded');
  if (!isNonEmptyString(successorHash)) return refuse('successorHash', 'the non-empty string that was recorded');
  // In the future, the second use of a stolen token would count as one of a client that lost an answer.
  if (!isWholeTime(usedAt) || usedAt > now + clockSkew) return refuse('usedAt', `${wholeTime}, and of the past`);
  return { salt, usedAt, successorHash };
};

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
    checkedUse(recorded, now()),
  );
