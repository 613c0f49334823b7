import { type Entropy, entropyOf } from '@codegrant/core';
import { ignoreRejection } from './ignore-rejection.ts';

/** Returns `length` cryptographically random bytes, synchronously. */
export type Random = (length: number) => Uint8Array;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Draws the entropy for one code or consent token.
 *
 * @throws {TypeError} if the option `random` returns bytes that cannot be random: everyone could guess the code
 */
export const drawEntropy = (random: Random): Entropy => {
  const bytes = ignoreRejection(random(32));
  try {
    return entropyOf(bytes);
  } catch (cause) {
    throw new TypeError(`random must return bytes of a cryptographic source. ${messageOf(cause)}`, { cause });
  }
};
