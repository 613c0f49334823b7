import { type Entropy, entropyOf } from '@codegrant/core';
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

/** In bytes. A call of the platform's source costs more than its bytes, so one call serves 128 draws. */
const poolSize = 4096;

/**
 * Draws from a pool of the platform's random bytes, which is filled whenever it is empty. The first draw fills it: Workers
 * have no randomness before the first request, and a snapshot of a process that has just started holds no bytes.
 */
export const pooledEntropy = (): DrawEntropy => {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = systemRandom(poolSize);
      used = 0;
    }
    const bytes = pool.subarray(used, used + 32);
    used += 32;
    const entropy = entropyOf(bytes);
    // Entropy is a copy. What a code was made of does not stay in the pool.
    bytes.fill(0);
    return entropy;
  };
};

/** The source of a server's entropy: its option, asked for each draw, or a pool. */
export const entropySource = (random: Random | undefined): DrawEntropy =>
  random === undefined ? pooledEntropy() : () => drawEntropy(random);
