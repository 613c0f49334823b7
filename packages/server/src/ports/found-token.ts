import { isScopeToken } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';
import { isObject, withoutNull } from './stored-values.ts';
import type { AccessToken, TokenFinder } from './tokens.ts';

const mustFind = (member: string, what: string): never => {
  throw new TypeError(`tokens.find must return ${member} as ${what}.`);
};

const isList = (value: unknown, isItem: (item: unknown) => item is string): value is readonly string[] =>
  Array.isArray(value) && value.every(isItem);

const isScope = (item: unknown): item is string => typeof item === 'string' && isScopeToken(item);

const checkedFound = (given: unknown): AccessToken | undefined => {
  const found = withoutNull(given);
  if (found === undefined) return undefined;
  if (!isObject<AccessToken>(found)) return mustFind('an access token', 'an object, or undefined');
  const { clientId, scope, resources, issuedAt, expiresAt } = found;
  const [subject, grantId, authTime] = [found.subject, found.grantId, found.authTime].map(withoutNull);
  if (subject !== undefined && !isNonEmptyString(subject))
    return mustFind('subject', 'a non-empty string, or undefined');
  if (!isNonEmptyString(clientId)) return mustFind('clientId', 'a non-empty string');
  // In one string, a part of a scope would count as a scope.
  if (!isList(scope, isScope)) return mustFind('scope', 'an array of scope tokens');
  if (!isList(resources, isNonEmptyString)) return mustFind('resources', 'an array of non-empty strings');
  if (grantId !== undefined && !isNonEmptyString(grantId))
    return mustFind('grantId', 'a non-empty string, or undefined');
  if (authTime !== undefined && !isTime(authTime))
    return mustFind('authTime', 'a number of seconds since 1970-01-01T00:00:00Z, or undefined');
  if (!isTime(issuedAt)) return mustFind('issuedAt', 'a number of seconds since 1970-01-01T00:00:00Z');
  if (!isTime(expiresAt)) return mustFind('expiresAt', 'a number of seconds since 1970-01-01T00:00:00Z');
  return { subject, clientId, scope, resources, grantId, authTime, issuedAt, expiresAt };
};

/**
 * Finds a valid access token.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @throws {TypeError} if the finder returns anything else: a token without a scope list must not permit anything
 */
export const findToken = (accessToken: string, tokens: TokenFinder, now: number): Awaitable<AccessToken | undefined> =>
  mapAwaitable<unknown, AccessToken | undefined>(tokens.find(accessToken), (given) => {
    const found = checkedFound(given);
    return found !== undefined && found.expiresAt > now ? found : undefined;
  });
