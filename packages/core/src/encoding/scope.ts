import { isScopeToken, isScopeTokensOrSpaces } from './characters.ts';

/**
 * The tokens of a string that matches `scopePattern`. The pattern looks through the string three times, and this function
 * takes a fifth of that.
 */
const tokensOf = (text: string): readonly string[] | undefined => {
  if (!isScopeTokensOrSpaces(text)) return undefined;
  const tokens = text.split(' ');
  // There is an empty token beside every space too many.
  return tokens.includes('') ? undefined : tokens;
};

/** RFC 6749 §3.3: whether a string is a whole scope, of any length. */
export const isScopeString = (text: string): boolean => tokensOf(text) !== undefined;

/** A set would find repeated tokens at once, but most scopes have so few tokens that making it takes longer. */
const eachOnce = (tokens: readonly string[]): readonly string[] =>
  tokens.length < 8 ? tokens.filter((token, at) => tokens.indexOf(token) === at) : [...new Set(tokens)];

/**
 * The tokens of a scope, each once, in the order sent.
 *
 * @returns `undefined` if the string is not scope tokens with one space between them.
 * @see RFC 6749 §3.3
 */
export const splitScope = (text: string): readonly string[] | undefined => {
  const tokens = tokensOf(text);
  return tokens === undefined ? undefined : eachOnce(tokens);
};

/**
 * The tokens of a scope, each once, in the order sent. Spare spaces are forgiven.
 *
 * @returns `undefined` if one of the tokens is malformed. Empty if there are only spaces
 */
export const splitSpacedScope = (text: string): readonly string[] | undefined => {
  const tokens = text.split(' ').filter((token) => token !== '');
  return tokens.every(isScopeToken) ? [...new Set(tokens)] : undefined;
};

/** The scope as a string, with one space between tokens. */
export const joinScope = (tokens: readonly string[]): string =>
  tokens.reduce((scope, token) => (scope === '' ? token : `${scope} ${token}`), '');
