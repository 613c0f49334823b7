import { constantTimeEqual } from '@oslojs/crypto/subtle';
import { base64urlSha256, bytesOf, type Sha256 } from '../crypto/digest.ts';

/**
 * What to keep of a client secret: its SHA-256, 43 characters of base64url. Secrets must be random (32 bytes, say), not
 * chosen by a person: a fast hash is no protection for a password.
 *
 * @example
 * const kept = hashClientSecret('7Fjfp0ZBr1KtDRbnfVdmIw');
 */
export const hashClientSecret = (secret: string): string => base64urlSha256(secret);

/** Whether a secret is one of those that the hashes were made of, each compared in constant time. */
export const isClientSecret = (secret: string, hashes: readonly string[], sha256: Sha256 | undefined): boolean => {
  const hash = bytesOf(base64urlSha256(secret, sha256));
  return hashes.some((kept) => constantTimeEqual(hash, bytesOf(kept)));
};
