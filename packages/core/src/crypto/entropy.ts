import type { Brand } from '../rules/brand.ts';

/** Random bytes, at least 32 of them, that serve for one code or one consent token. */
export type Entropy = Brand<Uint8Array, 'Entropy'>;

/**
 * Takes random bytes for a decision. RFC 6749 §10.10 asks that a guess succeed with probability 2^-160 at most; 32 bytes
 * make it 2^-256.
 *
 * @param bytes from a cryptographic source, never used before
 * @throws {RangeError} for fewer than 32 bytes, a bug that must not become a weak code
 * @example
 * const entropy = entropyOf(new Uint8Array(32)); // of crypto.getRandomValues, outside of examples
 */
export const entropyOf = (bytes: Uint8Array): Entropy => {
  if (bytes.length < 32) throw new RangeError(`Entropy needs 32 random bytes; there are ${bytes.length}.`);
  return bytes as Entropy;
};
