import type { AccessToken, IssuedTokens, TokenGrant } from '@codegrant/core';
import { isVschar } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';

export type { AccessToken, TokenGrant } from '@codegrant/core';

/** Finds valid access tokens: the authorization server, or a client of its introspection endpoint. */
export interface TokenFinder {
  /**
   * Finds what an access token was issued for.
   *
   * @param accessToken any string
   * @returns `undefined` or `null` if the token is unknown, expired or revoked
   */
  readonly find: (accessToken: string) => Awaitable<AccessToken | undefined>;
}

/** The public keys that verify access tokens: a JWK Set (RFC 7517 §5). */
export interface JsonWebKeySet {
  readonly keys: readonly object[];
}

/** Access tokens of your own, in place of those of the server. */
export interface Tokens {
  /**
   * Issues the access token for a code or for a refresh token.
   *
   * @returns `accessToken`, a string of visible ASCII characters, and `expiresIn`, its lifetime in whole seconds: 0 to
   *   315360000 (ten years). Do not return a `refreshToken`: the server makes refresh tokens itself, see
   *   `refreshTokens` of the policy
   */
  readonly issue: (grant: TokenGrant) => Awaitable<IssuedTokens>;
  /** Revokes every token of a grant, including tokens that `issue` returns at the same time. */
  readonly revoke: (grantId: string) => Awaitable<void>;
  /** Finds a valid access token. Without this function, the server cannot tell which access tokens are valid. */
  readonly find?: ((accessToken: string) => Awaitable<AccessToken | undefined>) | undefined;
  /**
   * Revokes one access token, and no other token of its grant. Without this function, a client cannot revoke a single
   * access token.
   */
  readonly revokeToken?: ((accessToken: string) => Awaitable<void>) | undefined;
  /** Returns the public keys, if the access tokens are JWTs that an API verifies itself. */
  readonly jwks?: (() => Awaitable<JsonWebKeySet>) | undefined;
}

/** In seconds: ten years. A lifetime that is longer is a time, or in milliseconds. */
const longestLifetime = 315_360_000;

const checked = (issued: IssuedTokens): IssuedTokens => {
  const { accessToken, expiresIn, refreshToken }: Partial<IssuedTokens> = issued ?? {};
  // RFC 6749 appendix A.12
  if (!isNonEmptyString(accessToken) || !isVschar(accessToken))
    throw new TypeError(
      'tokens.issue must return an accessToken that is a non-empty string of visible ASCII characters.',
    );
  // The types say so too, but JavaScript has no types.
  if (refreshToken !== undefined)
    throw new TypeError(
      'tokens.issue returned a refreshToken, but the server makes refresh tokens itself. Return accessToken and expiresIn only, and set policy.refreshTokens.',
    );
  if (!Number.isInteger(expiresIn) || expiresIn < 0 || expiresIn > longestLifetime)
    throw new TypeError(
      `tokens.issue must return expiresIn as a whole number of seconds from now, 0 to ${longestLifetime} (ten years).`,
    );
  return issued;
};

/**
 * Issues the tokens of a grant.
 *
 * @throws {TypeError} if the port returns unusable tokens: a response without a token would look like success
 */
export const issueTokens = (grant: TokenGrant, tokens: Tokens): Awaitable<IssuedTokens> =>
  mapAwaitable(tokens.issue(grant), checked);
