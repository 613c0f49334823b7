import type { FoundRefreshToken, GrantRecord, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/core';
import type { Awaitable } from './awaitable.ts';

/**
 * Stores grants and their refresh tokens. Each call concerns one grant or one refresh token, except `listGrants`. Each
 * member of a record is a string, a number or `undefined`. A member that is `undefined` may come back as `null`. Every
 * other member must come back as it was saved.
 */
export interface Grants {
  /**
   * Saves a grant under its `subject` and `grantId`. The new record replaces the stored record. Keep the record at
   * least until its `expiresAt`, in seconds since 1970-01-01T00:00:00Z. If the grant is revoked, save nothing.
   */
  readonly saveGrant: (record: GrantRecord) => Awaitable<void>;
  /** Returns the grant as it was last saved. `undefined` or `null` if the grant is unknown or revoked. */
  readonly findGrant: (subject: string, grantId: string) => Awaitable<GrantRecord | undefined>;
  /** Returns every grant of a subject in any order, except revoked grants. The result may contain expired grants. */
  readonly listGrants: (subject: string) => Awaitable<readonly GrantRecord[]>;
  /**
   * Revokes a grant, in one atomic step. After this call, the grant is unknown. The grant may not be saved yet: a call
   * of `saveGrant` at the same time or later must save nothing.
   *
   * @param until how long the grant must stay revoked, in seconds since 1970-01-01T00:00:00Z
   */
  readonly revokeGrant: (subject: string, grantId: string, until: number) => Awaitable<void>;
  /**
   * Saves a refresh token under its `tokenHash`. The new record replaces the stored record. Keep the record at least
   * until its `expiresAt`. A recorded use stays recorded.
   */
  readonly saveRefreshToken: (record: RefreshTokenRecord) => Awaitable<void>;
  /**
   * Returns the record as it was last saved, and whether a use is recorded. `undefined` or `null` if the refresh token
   * is unknown.
   */
  readonly findRefreshToken: (tokenHash: string) => Awaitable<FoundRefreshToken | undefined>;
  /**
   * Records the first use of a refresh token, in one atomic step, unless a use is already recorded. A recorded use
   * never changes. If several calls arrive at once, even in different processes, all calls return the same use. Keep
   * the use as long as the refresh token.
   *
   * @returns the recorded use: the first call returns `use`, and every later call returns the use of the first call.
   *   `undefined` or `null` if the refresh token is unknown
   */
  readonly useRefreshToken: (tokenHash: string, use: RefreshTokenUse) => Awaitable<RefreshTokenUse | undefined>;
}
