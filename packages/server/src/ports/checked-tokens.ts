import type { IssuedTokens } from '@codegrant/core';
import { isJsonValue, isVschar, tokenResponseMembers } from '@codegrant/core/internal';
import { isNonEmptyString } from './is-non-empty-string.ts';

/** In seconds: ten years. A lifetime that is longer is a time, or in milliseconds. */
const longestLifetime = 315_360_000;

const checkMembers = (members: unknown, port: string): void => {
  if (members === undefined) return;
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    throw new TypeError(`${port} must return members as an object, such as { id_token: '…' }, or leave it out.`);
  for (const [name, value] of Object.entries(members)) {
    if (tokenResponseMembers.includes(name))
      throw new TypeError(
        `${port} returned members.${name}, but the server sets ${name} of the token response. Leave it out of members.`,
      );
    if (!isJsonValue(value))
      throw new TypeError(
        `${port} must return members.${name} as a value of JSON: strings, finite numbers, true, false, null, and lists and plain objects of them.`,
      );
  }
};

/**
 * Tokens that a function of the operator issued.
 *
 * @param port the name of the function, for errors
 * @throws {TypeError} if they are unusable: a response without a token would look like success
 */
export const checkedTokens = <Issued extends IssuedTokens>(issued: Issued, port: string): Issued => {
  const { accessToken, expiresIn, refreshToken, members }: Partial<IssuedTokens> = issued ?? {};
  // RFC 6749 appendix A.12
  if (!isNonEmptyString(accessToken) || !isVschar(accessToken))
    throw new TypeError(`${port} must return an accessToken that is a non-empty string of visible ASCII characters.`);
  // The types say so too, but JavaScript has no types.
  if (refreshToken !== undefined)
    throw new TypeError(
      `${port} returned a refreshToken, but the server makes refresh tokens itself. Return accessToken and expiresIn only, and set policy.refreshTokens.`,
    );
  if (!Number.isInteger(expiresIn) || expiresIn === undefined || expiresIn < 0 || expiresIn > longestLifetime)
    throw new TypeError(
      `${port} must return expiresIn as a whole number of seconds from now, 0 to ${longestLifetime} (ten years).`,
    );
  checkMembers(members, port);
  return issued;
};
