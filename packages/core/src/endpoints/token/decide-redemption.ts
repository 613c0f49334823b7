import type { GivenAssertions } from '../../client-authentication/authentication-ports.ts';
import type { Client } from '../../client/client.ts';
import type { TakenCode } from '../../code/taken-code.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import { answered, runSync } from '../../flow/flow.ts';
import type { GrantRecord } from '../../grant/grant-record.ts';
import type { FoundRefreshToken, RefreshTokenUse } from '../../grant/refresh-token-record.ts';
import type { TokenEndpointSettings } from './grant-type/optional-grant-type.ts';
import { type PostedTokenRequest, token, type TokenOutcome } from './token.ts';

/** The refresh tokens of a store. */
export interface StoredRefreshTokens {
  /** The refresh token with this hash. */
  readonly find: (tokenHash: string) => FoundRefreshToken | undefined;
  /** The grant of a refresh token. `undefined` if it is unknown or revoked. */
  readonly findGrant: (subject: string, grantId: string) => GrantRecord | undefined;
  /** Records the first use of a refresh token, and returns the recorded use: this one, or an earlier one. */
  readonly use: (tokenHash: string, use: RefreshTokenUse) => RefreshTokenUse;
}

/** Everything that the outcome of a token request depends on, except the request. `Optional` is the outcome of its `grantTypes`. */
export interface RedemptionFacts<Optional = never> extends TokenEndpointSettings<Optional>, GivenAssertions {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /**
   * Takes the code with this hash, and keeps the time of its first use: see {@link TakenCode}. Called at most once, after the client has
   * authenticated.
   */
  readonly take: (codeHash: string, now: number) => TakenCode | undefined;
  /** The stored refresh tokens. Default: none. */
  readonly refreshTokens?: StoredRefreshTokens | undefined;
  /** New random bytes, for a refresh token. */
  readonly entropy: Entropy;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

const noRefreshTokens: StoredRefreshTokens = {
  find: () => undefined,
  findGrant: () => undefined,
  use: (_tokenHash, use) => use,
};

/**
 * Decides a token request. It runs the flow {@link token} over values.
 *
 * @returns the grant to issue tokens for, or the error. Save what `kept` has before you answer. If the verdict of the error's rule
 *   says `revoke: 'tokens'`, revoke the tokens of its `grantId`, and the grant.
 * @see RFC 6749 §4.1.3, §5 and §6, RFC 7636 §4.5 and §4.6, RFC 9700 §4.14
 * @example
 * const policy = definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read your messages' } } });
 * const outcome = decideRedemption({ form: 'grant_type=authorization_code&code=x', authorization: undefined }, {
 *   policy,
 *   client: () => undefined,
 *   take: () => undefined,
 *   consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]), // use random bytes, unlike this example
 *   entropy: entropyOf(crypto.getRandomValues(new Uint8Array(32))),
 *   now: 1_700_000_000,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'client-named'
 */
export const decideRedemption = <Optional = never>(
  posted: PostedTokenRequest,
  facts: RedemptionFacts<Optional>,
): TokenOutcome<Optional> => {
  const { refreshTokens = noRefreshTokens } = facts;
  return runSync(
    token<never, Optional>(posted, facts, {
      findClient: (clientId) => answered(facts.client(clientId)),
      assertedClient: (request) => answered(facts.assertedClient?.(request)),
      limitSecrets: () => answered(undefined),
      takeCode: (codeHash, now) => answered(facts.take(codeHash, now)),
      now: () => answered(facts.now),
      entropy: () => answered(facts.entropy),
      findRefreshToken: (tokenHash) => answered(refreshTokens.find(tokenHash)),
      findGrant: (subject, grantId) => answered(refreshTokens.findGrant(subject, grantId)),
      useRefreshToken: (tokenHash, use) => answered(refreshTokens.use(tokenHash, use)),
      // The caller saves what the outcome has.
      saveGrant: () => answered(undefined),
      saveRefreshToken: () => answered(undefined),
    }),
  );
};
