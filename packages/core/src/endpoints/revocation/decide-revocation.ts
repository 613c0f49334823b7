import { runSync } from '../../flow/flow.ts';
import type { PostedToken } from '../presented-token/posted-token.ts';
import { portsOver, type StoredTokens } from '../presented-token/stored-tokens.ts';
import { type RevocationOutcome, type RevocationSettings, revoke } from './revoke.ts';

/** Everything that the outcome of a revocation request depends on, except the request. */
export interface RevocationFacts extends RevocationSettings, StoredTokens {}

/**
 * Decides a revocation request. It runs the flow {@link revoke} over values.
 *
 * @returns what to revoke, or the error. Revoke it before you answer with `revocationReply`
 * @see RFC 7009 §2
 * @example
 * const outcome = decideRevocation({ form: 'token=x&client_id=app', authorization: undefined }, {
 *   revocableTypes: ['access_token', 'refresh_token'],
 *   client: () => undefined,
 *   accessToken: () => undefined,
 *   refreshToken: () => undefined,
 *   grant: () => undefined,
 *   now: 1_700_000_000,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'token-client-registered'
 */
export const decideRevocation = (posted: PostedToken, facts: RevocationFacts): RevocationOutcome =>
  runSync(revoke<never>(posted, facts, portsOver(facts)));
