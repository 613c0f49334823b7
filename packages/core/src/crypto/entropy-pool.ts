import { type Entropy, entropyOf } from './entropy.ts';

/** In bytes. A call of a platform's source costs ten times as much as its bytes, so one call serves 128 draws. */
const poolSize = 4096;

/** In bytes. */
const drawSize = 32;

/**
 * Makes a function that draws the entropy for one code or consent token from a pool of random bytes. The pool is filled
 * whenever it is empty, and not before the first draw: Workers have no randomness before the first request, and a snapshot of
 * a process that has just started holds no bytes.
 *
 * A copy of a process (a snapshot of a virtual machine) would draw the same bytes as the original. Where processes are
 * copied while they run, call {@link entropyOf} with new bytes for each request.
 *
 * @param random returns `length` bytes from a cryptographic source, synchronously
 * @returns a function. It throws a `RangeError` if the source returns bytes that are not random
 * @example
 * const draw = entropyPool((length) => crypto.getRandomValues(new Uint8Array(length)));
 * const entropy = draw();
 */
export const entropyPool = (random: (length: number) => Uint8Array): (() => Entropy) => {
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = random(poolSize);
      used = 0;
    }
    const bytes = pool.subarray(used, used + drawSize);
    used += drawSize;
    const entropy = entropyOf(bytes);
    // Entropy is a copy. What a code was made of does not stay in the pool.
    bytes.fill(0);
    return entropy;
  };
};
