import type { Sha256 } from '@codegrant/core';
import { ignoreRejection } from './ignore-rejection.ts';

/**
 * A SHA-256 that returns 32 bytes.
 *
 * @throws {TypeError} when it is called, if the function returns anything else: all codes could have the same hash
 */
export const checkedSha256 =
  (sha256: Sha256): Sha256 =>
  (bytes) => {
    const digest = ignoreRejection(sha256(bytes));
    if (!(digest instanceof Uint8Array) || digest.length !== 32)
      throw new TypeError('sha256 must return the 32 bytes of the SHA-256 hash, and no promise.');
    return digest;
  };
