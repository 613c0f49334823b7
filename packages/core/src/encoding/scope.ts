import { isScopeString, isScopeToken } from './characters.ts';

/** A set would find repeated tokens at once, but most scopes have so few tokens that making it takes longer. */
const eachOnce = (tokens: readonly string[]): readonly string[] =>
  tokens.length < 8 ? tokens.filter((token, at) => tokens.indexOf(token) === at) : [...new Set(tokens)];

/**
 * The tokens of a scope, each once, in the order sent.
 *
 * @returns `undefined` if the string is not scope tokens with one space between them.
 * @see RFC 6749 §3.3
 */
export const splitScope = (text: string): readonly string[] | undefined =>
  isScopeString(text) ? eachOnce(text.split(' ')) : undefined;

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
