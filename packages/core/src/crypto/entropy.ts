import { type Brand, prove } from '../rules/brand.ts';

/** At least 32 random bytes, for one code or one consent token. */
export type Entropy = Brand<Uint8Array, 'Entropy'>;

/**
 * The fewest different bytes among 32 from a working source. A working source gives fewer with a probability below
 * 2^-80; zeros and 8 repeated or padded bytes always are fewer.
 */
const leastDifferent = 12;

/** Whether no byte before this one has the same value. */
const isNew = (bytes: Uint8Array, at: number): boolean => {
  let first = 0;
  while (bytes[first] !== bytes[at]) first += 1;
  return first === at;
};

/** Whether enough of the first 32 bytes differ. A set of the bytes would take thirty times as long. */
const differEnough = (bytes: Uint8Array): boolean => {
  let different = 0;
  for (let at = 0; at < 32 && different < leastDifferent; at += 1) if (isNew(bytes, at)) different += 1;
  return different === leastDifferent;
};

/**
 * Checks random bytes. RFC 6749 §10.10 requires that a guess succeeds with a probability of at most 2^-160. With 32
 * bytes it is 2^-256.
 *
 * @param bytes from a cryptographic source, never used before
 * @throws {RangeError} for fewer than 32 bytes, for bytes that are not random such as zeros, or for another type: such a
 *   bug must not become a weak code
 * @example
 * const entropy = entropyOf(crypto.getRandomValues(new Uint8Array(32)));
 */
export const entropyOf = (bytes: Uint8Array): Entropy => {
  // The type says so too. A promise of bytes has no length, and would pass the check below.
  if (!(bytes instanceof Uint8Array))
    throw new RangeError('Entropy needs 32 random bytes in a Uint8Array, and not in a promise.');
  if (bytes.length < 32) throw new RangeError(`Entropy needs 32 random bytes, but got ${bytes.length}.`);
  if (!differEnough(bytes))
    throw new RangeError(`Entropy needs 32 random bytes, but fewer than ${leastDifferent} of the bytes differ.`);
  // A copy: if the caller reuses its bytes, the code must not become another one.
  return prove<Entropy>(new Uint8Array(bytes));
};
