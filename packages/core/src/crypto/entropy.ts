import { type Brand, prove } from '../rules/brand.ts';

/** At least 32 random bytes, for one code or one consent token. */
export type Entropy = Brand<Uint8Array, 'Entropy'>;

/**
 * Checks random bytes. RFC 6749 §10.10 requires that a guess succeeds with a probability of at most 2^-160. With 32
 * bytes it is 2^-256.
 *
 * @param bytes from a cryptographic source, never used before
 * @throws {RangeError} for fewer than 32 bytes, or another type: such a bug must not become a weak code
 * @example
 * const entropy = entropyOf(new Uint8Array(32)); // use crypto.getRandomValues, unlike this example
 */
export const entropyOf = (bytes: Uint8Array): Entropy => {
  // The type says so too. A promise of bytes has no length, and would pass the check below.
  if (!(bytes instanceof Uint8Array))
    throw new RangeError('Entropy needs 32 random bytes in a Uint8Array, and not in a promise.');
  if (bytes.length < 32) throw new RangeError(`Entropy needs 32 random bytes, but got ${bytes.length}.`);
  // A copy: if the caller reuses its bytes, the code must not become another one.
  return prove<Entropy>(new Uint8Array(bytes));
};
