import { sha256, type Sha256 } from '../crypto/digest.ts';
import { equalInConstantTime } from '../crypto/equal-in-constant-time.ts';

/**
 * Hashes a client secret for storage: SHA-256, 43 base64url characters. Use random secrets of at least 32 bytes. A fast
 * hash does not protect a password.
 *
 * @example
 * const hash = hashClientSecret('7Fjfp0ZBr1KtDRbnfVdmIw');
 */
export const hashClientSecret = (secret: string): string => sha256(secret);

/** Whether a secret matches one of the hashes. Each comparison takes constant time. */
export const isClientSecret = (secret: string, hashes: readonly string[], digest: Sha256 = sha256): boolean => {
  const hash = digest(secret);
  return hashes.some((kept) => equalInConstantTime(hash, kept));
};
