import type { AccessToken } from '@codegrant/core';
import { isScopeToken } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';
import { isObject, withoutNull } from './stored-values.ts';
import type { TokenFinder } from './tokens.ts';

const mustReturn = (member: string, what: string): never => {
  throw new TypeError(`tokens.find must return ${member} as ${what}.`);
};

const isListOf = (value: unknown, isItem: (item: unknown) => boolean): value is readonly string[] =>
  Array.isArray(value) && value.every(isItem);

const isScope = (item: unknown): boolean => typeof item === 'string' && isScopeToken(item);

const time = 'a number of seconds since 1970-01-01T00:00:00Z';

const checked = (given: unknown): AccessToken | undefined => {
  const found = withoutNull(given);
  if (found === undefined) return undefined;
  if (!isObject<AccessToken>(found)) return mustReturn('the token', 'an object, or undefined');
  const { clientId, scope, resources, issuedAt, expiresAt } = found;
  const subject = withoutNull(found.subject);
  const grantId = withoutNull(found.grantId);
  const authTime = withoutNull(found.authTime);
  if (subject !== undefined && !isNonEmptyString(subject))
    return mustReturn('subject', 'a non-empty string, or undefined');
  if (!isNonEmptyString(clientId)) return mustReturn('clientId', 'a non-empty string');
  // A string contains the names of scopes that it does not have.
  if (!isListOf(scope, isScope)) return mustReturn('scope', "a list of scope tokens, such as ['read', 'write']");
  if (!isListOf(resources, isNonEmptyString)) return mustReturn('resources', 'a list of URIs, empty if there are none');
  if (grantId !== undefined && !isNonEmptyString(grantId))
    return mustReturn('grantId', 'a non-empty string, or undefined');
  if (authTime !== undefined && !isTime(authTime)) return mustReturn('authTime', `${time}, or undefined`);
  if (!isTime(issuedAt)) return mustReturn('issuedAt', time);
  if (!isTime(expiresAt)) return mustReturn('expiresAt', time);
  return { subject, clientId, scope, resources, grantId, authTime, issuedAt, expiresAt };
};

/**
 * Finds a valid access token.
 *
 * @throws {TypeError} if the port returns anything else: a scope that is a string would have scopes that nobody granted
 */
export const findAccessToken = (accessToken: string, tokens: TokenFinder): Awaitable<AccessToken | undefined> =>
  mapAwaitable<unknown, AccessToken | undefined>(tokens.find(accessToken), checked);
