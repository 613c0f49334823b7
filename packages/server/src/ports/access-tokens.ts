import type { AccessTokenRecord } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { type Check, checkedRecord, exactly, refuserOf } from './checked-record.ts';
import { aScope, aTime, aTimeOrNone, savedString, savedStringOrNone } from './checks.ts';
import { withoutNull } from './stored-values.ts';

/**
 * Stores the server's own access tokens. Each call concerns one access token. Each member of a record is a string, a
 * number or `undefined`. A member that is `undefined` may come back as `null`. Every other member must come back as it
 * was saved.
 */
export interface AccessTokens {
  /**
   * Saves an access token under its `tokenHash`. Keep the record at least until its `expiresAt`, in seconds since
   * 1970-01-01T00:00:00Z.
   */
  readonly saveAccessToken: (record: AccessTokenRecord) => Awaitable<void>;
  /**
   * Returns the record as it was saved, even if it has expired. `undefined` or `null` if the access token is unknown or
   * revoked.
   */
  readonly findAccessToken: (tokenHash: string) => Awaitable<AccessTokenRecord | undefined>;
  /** Revokes one access token. After this call, the access token is unknown. */
  readonly revokeAccessToken: (tokenHash: string) => Awaitable<void>;
}

const aScopeOrNone: Check<string> = {
  is: (value): value is string => value === '' || aScope.is(value),
  what: aScope.what,
};

const checksOf = (tokenHash: string) => ({
  tokenHash: exactly(tokenHash, 'it was asked for: the record of this access token and no other'),
  grantId: savedString,
  subject: savedStringOrNone,
  clientId: savedString,
  scope: aScopeOrNone,
  resources: savedStringOrNone,
  authTime: aTimeOrNone,
  issuedAt: aTime,
  expiresAt: aTime,
});

const refuse = /* @__PURE__ */ refuserOf('accessTokens.findAccessToken');

const checked = (given: unknown, tokenHash: string): AccessTokenRecord | undefined =>
  withoutNull(given) === undefined ? undefined : checkedRecord<AccessTokenRecord>(given, checksOf(tokenHash), refuse);

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
