import { hashCode, type Sha256 } from '@codegrant/core';
import { systemSha256 } from '../platform/system-sha256.ts';
import { ignoreRejection } from './ignore-rejection.ts';

const notSha256 = 'sha256 must return the SHA-256 hash of a string as 43 base64url characters, and no promise.';

/**
 * A SHA-256 that returns 43 characters.
 *
 * @throws {TypeError} when it is called, if the function returns anything else: all codes could have the same hash
 */
const checkedSha256 =
  (sha256: Sha256): Sha256 =>
  (text) => {
    const hash: unknown = sha256(text);
    if (typeof hash === 'string' && hash.length === 43) return hash;
    ignoreRejection(hash);
    throw new TypeError(notSha256);
  };

/** The problem of a function that is no SHA-256, tried once at startup. */
export const digestProblems = (sha256: Sha256): readonly string[] => {
  try {
    return hashCode('', checkedSha256(sha256)) === hashCode('') ? [] : [notSha256];
  } catch {
    return [notSha256];
  }
};

/** The platform's SHA-256 if it has a working one: there are replacements of `node:crypto` whose functions throw. */
export const platformSha256 = (): Sha256 | undefined => {
  const sha256 = systemSha256();
  return sha256 !== undefined && digestProblems(sha256).length === 0 ? sha256 : undefined;
};

/** The SHA-256 of a server: its option, or the platform's. `undefined` if there is neither. */
export const sha256Of = (option: Sha256 | undefined): Sha256 | undefined =>
  option === undefined ? platformSha256() : checkedSha256(option);
