import type { IssuedTokens, TokenGrant } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { checkedTokens } from './checked-tokens.ts';

export type { TokenGrant } from '@codegrant/core';

/** A valid access token: what it was issued for. */
export interface AccessToken {
  /** The resource owner. `undefined` if the client acts for itself. */
  readonly subject: string | undefined;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** The resources that the token is for: its audience. Empty if the policy has no resources. */
  readonly resources: readonly string[];
  /** The grant of the token. `undefined` if whoever checks the token does not learn it. */
  readonly grantId: string | undefined;
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** Finds valid access tokens. */
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

/** Your tokens. */
export interface Tokens {
  /**
   * Issues the access token that the client gets for its code, for a refresh token, or for itself. With a `subject` that is `undefined`,
   * there is no user: the client acts for itself.
   *
   * @returns `accessToken`, a string of visible ASCII characters, and `expiresIn`, its lifetime in whole seconds, 0 to
   *   315360000 (ten years). `members` are further members of the token response. A `refreshToken` is refused: the server makes refresh
   *   tokens itself, see `refreshTokens` of the policy
   */
  readonly issue: (grant: TokenGrant) => Awaitable<IssuedTokens>;
  /** Revokes every token of a grant, including tokens that are being issued at the same time. */
  readonly revoke: (grantId: string) => Awaitable<void>;
  /** Finds a valid access token. Without it, the server cannot tell which access tokens are valid. */
  readonly find?: TokenFinder['find'] | undefined;
  /** Revokes one access token, and no other token of its grant. Without it, a client cannot revoke an access token alone. */
  readonly revokeToken?: ((accessToken: string) => Awaitable<void>) | undefined;
  /** Returns the public keys, if the access tokens are JWTs that an API verifies itself. */
  readonly jwks?: (() => Awaitable<JsonWebKeySet>) | undefined;
}

/**
 * Issues the tokens of a grant.
 *
 * @throws {TypeError} if the port returns unusable tokens: a response without a token would look like success
 */
export const issueTokens = (grant: TokenGrant, tokens: Tokens): Awaitable<IssuedTokens> =>
  mapAwaitable(tokens.issue(grant), (issued) => checkedTokens(issued, 'tokens.issue'));
