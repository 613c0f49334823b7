import type { IssuedTokens } from '@codegrant/core';
import type { Awaitable } from './awaitable.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';

/** What a token is issued for. */
export interface TokenGrant {
  /** The same for all tokens that come from one code. */
  readonly grantId: string;
  readonly subject: string;
  readonly clientId: string;
  readonly scope: readonly string[];
  /** When the owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
}

/** Your tokens. */
export interface Tokens {
  /** Makes the tokens that the client gets for its code. */
  readonly issue: (grant: TokenGrant) => Awaitable<IssuedTokens>;
  /** Takes back every token of a grant, those too that are being issued right now. */
  readonly revoke: (grantId: string) => Awaitable<void>;
}

/** @throws {TypeError} where the port gave no token: an answer without one would look like success */
const checked = (issued: IssuedTokens): IssuedTokens => {
  const { accessToken, expiresIn, refreshToken }: Partial<IssuedTokens> = issued ?? {};
  if (!isNonEmptyString(accessToken))
    throw new TypeError('tokens.issue gave an accessToken that is no text, or an empty one.');
  if (refreshToken !== undefined && !isNonEmptyString(refreshToken))
    throw new TypeError('tokens.issue gave a refreshToken that is no text, or an empty one. Leave it out for none.');
  if (!Number.isInteger(expiresIn) || expiresIn < 0)
    throw new TypeError('tokens.issue gave an expiresIn that is no whole number of seconds from now.');
  return issued;
};

/**
 * Issues the tokens of a grant.
 *
 * @throws {TypeError} where the port gives no token: an answer without one would look like success
 */
export const issueTokens = async (grant: TokenGrant, tokens: Tokens): Promise<IssuedTokens> =>
  checked(await tokens.issue(grant));
