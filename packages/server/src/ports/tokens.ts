import type { AccessToken, IssuedTokens, TokenGrant } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { checkedTokens } from './checked-tokens.ts';
import { refuseSubjectOfClient } from './subject-of-client.ts';

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
   * Issues the access token for a redeemed code, for a refresh token, or for a client that acts for itself. If the client acts for itself,
   * `subject` is `undefined`, because there is no user.
   *
   * @returns `accessToken`, a string of visible ASCII characters, and `expiresIn`, its lifetime in whole seconds, 0 to
   *   315360000 (ten years). `members` are further members of the token response. A `refreshToken` counts as a failure, because the server
   *   makes refresh tokens itself: see `refreshTokens` of the policy
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

/**
 * Issues the tokens of a grant.
 *
 * @throws {TypeError} if the port returns unusable tokens: a response without a token would look like success. Also if the user could be
 *   taken for the client
 */
export const issueTokens = (grant: TokenGrant, tokens: Tokens): Awaitable<IssuedTokens> => {
  refuseSubjectOfClient(grant);
  return mapAwaitable(tokens.issue(grant), (issued) => checkedTokens(issued, 'tokens.issue'));
};
