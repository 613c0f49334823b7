import { hashCode, type Sha256 } from '@codegrant/core';
import { ignoreRejection } from './ignore-rejection.ts';

const notSha256 = 'sha256 must return the 32 bytes of the SHA-256 hash, and no promise.';

/**
 * A SHA-256 that returns 32 bytes.
 *
 * @throws {TypeError} when it is called, if the function returns anything else: all codes could have the same hash
 */
export const checkedSha256 =
  (sha256: Sha256): Sha256 =>
  (bytes) => {
    const digest = ignoreRejection(sha256(bytes));
    if (!(digest instanceof Uint8Array) || digest.length !== 32) throw new TypeError(notSha256);
    return digest;
  };

/** The problem of a function that is no SHA-256, tried once at startup. */
export const digestProblems = (sha256: Sha256): readonly string[] => {
  try {
    return hashCode('', checkedSha256(sha256)) === hashCode('') ? [] : [notSha256];
  } catch {
    return [notSha256];
  }
};
