import type { AccessTokenRecord } from '@codegrant/core';
import { isScopeString } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';
import { isObject, withoutNull } from './stored-values.ts';

/**
 * Where the server's own access tokens are kept. Each call touches one access token. Records are flat: strings, numbers, and members
 * that are `undefined`, which may come back as `null`. Every other member must come back as it was saved.
 */
export interface AccessTokens {
  /** Saves an access token under its `tokenHash`, and keeps it at least until its `expiresAt`, in seconds since 1970-01-01T00:00:00Z. */
  readonly saveAccessToken: (record: AccessTokenRecord) => Awaitable<void>;
  /** Returns the record as it was saved; `undefined` or `null` if it is unknown or revoked. Expired ones may be returned. */
  readonly findAccessToken: (tokenHash: string) => Awaitable<AccessTokenRecord | undefined>;
  /** Revokes one access token: from then on it is unknown. */
  readonly revokeAccessToken: (tokenHash: string) => Awaitable<void>;
}

const mustReturn = (member: string, what: string): never => {
  throw new TypeError(`accessTokens.findAccessToken must return ${member} as ${what}.`);
};

const checked = (given: unknown, tokenHash: string): AccessTokenRecord | undefined => {
  const record = withoutNull(given);
  if (record === undefined) return undefined;
  if (!isObject<AccessTokenRecord>(record)) return mustReturn('a record', 'it was saved');
  const { grantId, clientId, scope, issuedAt, expiresAt } = record;
  if (record.tokenHash !== tokenHash)
    return mustReturn('tokenHash', 'it was asked for: the record of this access token and no other');
  if (!isNonEmptyString(grantId)) return mustReturn('grantId', 'the non-empty string that was saved');
  if (!isNonEmptyString(clientId)) return mustReturn('clientId', 'the non-empty string that was saved');
  if (typeof scope !== 'string' || (scope !== '' && !isScopeString(scope)))
    return mustReturn('scope', 'scope tokens with one space between them');
  const subject = withoutNull(record.subject);
  if (subject !== undefined && !isNonEmptyString(subject))
    return mustReturn('subject', 'the non-empty string that was saved, or undefined');
  const resources = withoutNull(record.resources);
  if (resources !== undefined && !isNonEmptyString(resources))
    return mustReturn('resources', 'the non-empty string that was saved, or undefined');
  const authTime = withoutNull(record.authTime);
  if (authTime !== undefined && !isTime(authTime))
    return mustReturn('authTime', 'a number of seconds since 1970-01-01T00:00:00Z, or undefined');
  if (!isTime(issuedAt)) return mustReturn('issuedAt', 'a number of seconds since 1970-01-01T00:00:00Z');
  if (!isTime(expiresAt)) return mustReturn('expiresAt', 'a number of seconds since 1970-01-01T00:00:00Z');
  return { tokenHash, grantId, subject, clientId, scope, resources, authTime, issuedAt, expiresAt };
};

/**
 * Finds an access token.
 *
 * @throws {TypeError} if the port returns another record than it was given: a token that lost its client, its scope or its expiry must
 *   not be valid
 */
export const findAccessToken = (
  tokenHash: string,
  accessTokens: AccessTokens,
): Awaitable<AccessTokenRecord | undefined> =>
  mapAwaitable<unknown, AccessTokenRecord | undefined>(accessTokens.findAccessToken(tokenHash), (given) =>
    checked(given, tokenHash),
  );
