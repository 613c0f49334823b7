import type { IssuedTokens } from '@codegrant/core';
import { isVschar } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';

/** What tokens are issued for. */
export interface TokenGrant {
  /** Identifies the grant. All tokens that come from one code have the same. */
  readonly grantId: string;
  /** The resource owner, as `owner.identify` returned it. */
  readonly subject: string;
  readonly clientId: string;
  /** The granted scope tokens, or those of them that belong to the resources of this token. */
  readonly scope: readonly string[];
  /**
   * The resources that the access token is for, spelt as in `resources` of the policy: its audience (RFC 8707 §2). A resource
   * must refuse tokens that are for others. Empty if the policy has no resources.
   */
  readonly resources: readonly string[];
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
}

/** Your tokens. */
export interface Tokens {
  /**
   * Issues the tokens that the client gets for its code.
   *
   * @returns `accessToken`, a string of visible ASCII characters, and `expiresIn`, its lifetime in whole seconds, 0 to
   *   315360000 (ten years). A `refreshToken` is refused: the token endpoint cannot redeem it yet
   */
  readonly issue: (grant: TokenGrant) => Awaitable<IssuedTokens>;
  /** Revokes every token of a grant, including tokens that are being issued at the same time. */
  readonly revoke: (grantId: string) => Awaitable<void>;
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
      'tokens.issue returned a refreshToken, but the token endpoint cannot redeem refresh tokens yet. Return accessToken and expiresIn only.',
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
