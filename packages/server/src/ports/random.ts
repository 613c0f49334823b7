import { type Entropy, entropyOf, entropyPool } from '@codegrant/core';
import { systemRandom } from '../platform/system.ts';
import { ignoreRejection } from './ignore-rejection.ts';

/** Returns `length` cryptographically random bytes, synchronously. */
export type Random = (length: number) => Uint8Array;

/** Draws the entropy for one code or consent token: bytes that no other draw returns. */
export type DrawEntropy = () => Entropy;

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

/** The source of a server's entropy: its option, asked for each draw, or a pool. */
export const entropySource = (random: Random | undefined): DrawEntropy =>
  random === undefined ? entropyPool(systemRandom) : () => drawEntropy(random);
