import { constantTimeEqual } from '@oslojs/crypto/subtle';
import { base64urlSha256, bytesOf, type Sha256 } from '../crypto/digest.ts';

/**
 * Hashes a client secret for storage: SHA-256, 43 base64url characters. Use random secrets of at least 32 bytes. A fast
 * hash does not protect a password.
 *
 * @example
 * const hash = hashClientSecret('7Fjfp0ZBr1KtDRbnfVdmIw');
 */
export const hashClientSecret = (secret: string): string => base64urlSha256(secret);

/** Whether a secret matches one of the hashes. Each comparison takes constant time. */
export const isClientSecret = (secret: string, hashes: readonly string[], sha256: Sha256 | undefined): boolean => {
  const hash = bytesOf(base64urlSha256(secret, sha256));
  return hashes.some((kept) => constantTimeEqual(hash, bytesOf(kept)));
};
