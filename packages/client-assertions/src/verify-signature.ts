import type { AssertionVerdict } from '@codegrant/server';
import { compactVerify, type CryptoKey, errors } from 'jose';
import type { FindKey } from './find-key.ts';

/** How many keys are tried for an assertion without `kid`. Each of them takes time. */
const maximumTried = 10;

const failed = (because: 'noKey' | 'wrongSignature'): AssertionVerdict => ({ kind: 'failed', because });

const verifyWith = async (assertion: string, key: CryptoKey, algorithms: string[]): Promise<AssertionVerdict> => {
  try {
    await compactVerify(assertion, key, { algorithms });
    return { kind: 'verified' };
  } catch (cause) {
    // A key that jose cannot use is none.
    return failed(cause instanceof errors.JWSSignatureVerificationFailed ? 'wrongSignature' : 'noKey');
  }
};

/** RFC 7515 §4.1.4: a header may have no kid. Then each key that fits is tried. */
const verifyWithEach = async (
  assertion: string,
  keys: AsyncIterable<CryptoKey>,
  algorithms: string[],
): Promise<AssertionVerdict> => {
  let tried = 0;
  for await (const key of keys) {
    const verdict = await verifyWith(assertion, key, algorithms);
    if (verdict.kind === 'verified') return verdict;
    tried += 1;
    if (tried >= maximumTried) break;
  }
  return failed('wrongSignature');
};

/** A server error or a limit is no verdict on the client. Errors of jose and of the import of a key are. */
const isVerdict = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError || cause instanceof TypeError || cause instanceof DOMException;

/**
 * Verifies the signature of a client assertion.
 *
 * @returns the verdict. Rejects with what `findKey` rejects with, if the keys cannot be fetched
 */
export const verifySignature = async (
  assertion: string,
  findKey: FindKey,
  allowed: readonly string[],
): Promise<AssertionVerdict> => {
  const algorithms = [...allowed];
  try {
    await compactVerify(assertion, findKey, { algorithms });
    return { kind: 'verified' };
  } catch (cause) {
    if (cause instanceof errors.JWKSMultipleMatchingKeys) return verifyWithEach(assertion, cause, algorithms);
    if (!isVerdict(cause)) throw cause;
    return failed(cause instanceof errors.JWSSignatureVerificationFailed ? 'wrongSignature' : 'noKey');
  }
};
