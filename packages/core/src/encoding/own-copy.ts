/**
 * The same string with characters of its own. A part of a long string keeps the whole of it in memory, such as a stored value the
 * query that it was sent in.
 */
export const ownCopy = (text: string): string => ` ${text}`.slice(1);
