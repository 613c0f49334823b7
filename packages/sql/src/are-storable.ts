/**
 * Whether both databases can keep a string in a text column and tell it from every other string. PostgreSQL refuses the
 * character U+0000, and both replace half of a surrogate pair, which is no character.
 */
const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);

/** Whether each of the strings {@link isStorable}. */
export const areStorable = (...texts: readonly string[]): boolean => texts.every(isStorable);
