import type { Policy } from '../settings/policy.ts';
import type { GrantRecord } from './grant-record.ts';

/**
 * How long a new grant lasts, in seconds. Without refresh tokens no use moves its idle time, so it ends with that, but not before its
 * access token.
 */
const lifetimeOf = (refreshes: boolean, policy: Policy): number =>
  refreshes
    ? policy.refreshTokenLifetimeSeconds
    : Math.max(
        Math.min(policy.refreshTokenIdleSeconds, policy.refreshTokenLifetimeSeconds),
        policy.accessTokenLifetimeSeconds,
      );

/** What a user allowed to a client. */
type Granted = Pick<
  GrantRecord,
  'grantId' | 'subject' | 'clientId' | 'scope' | 'resources' | 'parameters' | 'authTime'
>;

/** How long any grant lasts at most, in seconds. A revocation must last as long: a grant may be saved after it was revoked. */
export const longestGrantSeconds = (policy: Policy): number =>
  Math.max(lifetimeOf(true, policy), lifetimeOf(false, policy));

/**
 * The record of a new grant.
 *
 * @param refreshes whether the client gets refresh tokens for it
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const newGrant = (
  { grantId, subject, clientId, scope, resources, parameters, authTime }: Granted,
  refreshes: boolean,
  policy: Policy,
  now: number,
): GrantRecord => ({
  grantId,
  subject,
  clientId,
  scope,
  resources,
  parameters,
  authTime,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: now + lifetimeOf(refreshes, policy),
});
