import { isScopeToken } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { type Check, checkedRecord, refuserOf } from './checked-record.ts';
import { aString, aStringOrNone, aTime, aTimeOrNone } from './checks.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { withoutNull } from './stored-values.ts';
import type { AccessToken, TokenFinder } from './tokens.ts';

const listOf = (isItem: (item: unknown) => boolean, what: string): Check<readonly string[]> => ({
  is: (value): value is readonly string[] => Array.isArray(value) && value.every(isItem),
  what: `an array of ${what}`,
});

const checks = {
  subject: aStringOrNone,
  clientId: aString,
  // In one string, a part of a scope would count as a scope.
  scope: listOf((item) => typeof item === 'string' && isScopeToken(item), 'scope tokens'),
  resources: listOf(isNonEmptyString, 'non-empty strings'),
  grantId: aStringOrNone,
  authTime: aTimeOrNone,
  issuedAt: aTime,
  expiresAt: aTime,
};

/** RFC 9068 §2.2: a client that acts for itself is its own subject. It is no user (RFC 9700 §4.15). */
const withoutSubjectOfClient = (found: AccessToken): AccessToken =>
  found.subject === found.clientId ? { ...found, subject: undefined } : found;

/**
 * Finds a valid access token.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @throws {TypeError} if the finder returns anything else: a token without a scope list must not permit anything
 */
export const findToken = (accessToken: string, tokens: TokenFinder, now: number): Awaitable<AccessToken | undefined> =>
  mapAwaitable<unknown, AccessToken | undefined>(tokens.find(accessToken), (given) => {
    if (withoutNull(given) === undefined) return undefined;
    const found = checkedRecord<AccessToken>(given, checks, refuserOf('tokens.find'));
    return found.expiresAt > now ? withoutSubjectOfClient(found) : undefined;
  });
