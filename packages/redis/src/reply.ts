const mustReply = (what: string): never => {
  throw new TypeError(`send must resolve to the reply of Redis, which is ${what}.`);
};

/** @throws {TypeError} if a reply is no string */
export const textOf = (reply: unknown): string => (typeof reply === 'string' ? reply : mustReply('a string'));

/** @throws {TypeError} if a reply is no array */
export const arrayOf = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : mustReply('an array'));

/** Whether a reply is nil: some clients have `undefined` for it. */
export const isNil = (reply: unknown): reply is null | undefined => reply === null || reply === undefined;

/** @throws {TypeError} if a reply is none of the words */
export const oneOf = <const Word extends string>(words: readonly Word[], reply: unknown): Word =>
  words.find((word) => word === reply) ?? mustReply(words.join(' or '));
