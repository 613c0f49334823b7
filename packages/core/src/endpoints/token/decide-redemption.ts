import type { Client } from '../../client/client.ts';
import type { TakenCode } from '../../code/taken-code.ts';
import type { TokenRejection } from '../../errors/token-rejection.ts';
import { answered, runSync } from '../../flow/flow.ts';
import type { Redeemed } from './authorization-code/redeem.ts';
import type { TokenSettings } from '../../settings/token-settings.ts';
import { type PostedTokenRequest, token } from './token.ts';

/** Everything that the outcome of a token request depends on, except the request. */
export interface RedemptionFacts extends TokenSettings {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** Takes the code with this hash: see {@link TakenCode}. Called at most once, after the client has authenticated. */
  readonly take: (codeHash: string) => TakenCode | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/**
 * Decides a token request of the authorization code grant. It runs the flow {@link token} over values.
 *
 * @returns the record to issue tokens for, or the error. If the verdict of its rule says `revoke: 'tokens'`, revoke the
 *   tokens of its `grantId`.
 * @see RFC 6749 §4.1.3 and §5, RFC 7636 §4.5 and §4.6
 * @example
 * const policy = definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read your messages' } } });
 * const outcome = decideRedemption({ form: 'grant_type=authorization_code&code=x', authorization: undefined }, {
 *   policy,
 *   client: () => undefined,
 *   take: () => undefined,
 *   now: 1_700_000_000,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'client-named'
 */
export const decideRedemption = (posted: PostedTokenRequest, facts: RedemptionFacts): Redeemed | TokenRejection =>
  runSync(
    token<never>(posted, facts, {
      findClient: (clientId) => answered(facts.client(clientId)),
      takeCode: (codeHash) => answered(facts.take(codeHash)),
      now: () => answered(facts.now),
    }),
  );
