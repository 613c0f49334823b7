import { isScopeString } from './characters.ts';

/**
 * The tokens of a scope, each once, in the order sent.
 *
 * @returns `undefined` where the text is not tokens with one space between them.
 * @see RFC 6749 §3.3
 */
export const splitScope = (text: string): readonly string[] | undefined =>
  isScopeString(text) ? [...new Set(text.split(' '))] : undefined;

/** The wire form of a scope. */
export const joinScope = (tokens: readonly string[]): string => tokens.join(' ');
