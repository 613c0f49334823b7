import type { FoundRefreshToken, GrantRecord, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/core';
import type { Awaitable } from './awaitable.ts';

/**
 * Where grants and their refresh tokens are kept. Each call touches one grant or one refresh token. Records are flat: strings, numbers,
 * and members that are `undefined`, which may come back as `null`. Every other member must come back as it was saved.
 */
export interface Grants {
  /**
   * Saves a grant under its `subject` and `grantId`, in place of an earlier state of it, and keeps it at least until its `expiresAt`,
   * in seconds since 1970-01-01T00:00:00Z. If the grant was revoked, it stays revoked, and nothing is saved.
   */
  readonly saveGrant: (record: GrantRecord) => Awaitable<void>;
  /** Returns the grant as it was saved last; `undefined` or `null` if it is unknown or revoked. */
  readonly findGrant: (subject: string, grantId: string) => Awaitable<GrantRecord | undefined>;
  /** Returns every grant of a subject that was not revoked, in any order. Expired ones may be among them. */
  readonly listGrants: (subject: string) => Awaitable<readonly GrantRecord[]>;
  /**
   * Revokes a grant, in one atomic step: from then on it is unknown. It need not be saved yet: a call of `saveGrant` that comes
   * later, or at the same time, changes nothing.
   *
   * @param until how long a grant must stay revoked, in seconds since 1970-01-01T00:00:00Z
   */
  readonly revokeGrant: (subject: string, grantId: string, until: number) => Awaitable<void>;
  /**
   * Saves a refresh token under its `tokenHash`, in place of an earlier state of it, and keeps it at least until its `expiresAt`. A
   * recorded use stays recorded.
   */
  readonly saveRefreshToken: (record: RefreshTokenRecord) => Awaitable<void>;
  /** Returns the record as it was saved last, and whether a use is recorded; `undefined` or `null` if it is unknown. */
  readonly findRefreshToken: (tokenHash: string) => Awaitable<FoundRefreshToken | undefined>;
  /**
   * Records the first use of a refresh token, in one atomic step, unless a use is recorded. A recorded use never changes. Of any
   * number of concurrent calls, in any number of processes, all return the same use. Keep the use as long as the refresh token.
   *
   * @returns the recorded use: this one for the first call, the first one for every other; `undefined` or `null` if the refresh token
   *   is unknown
   */
  readonly useRefreshToken: (tokenHash: string, use: RefreshTokenUse) => Awaitable<RefreshTokenUse | undefined>;
}
