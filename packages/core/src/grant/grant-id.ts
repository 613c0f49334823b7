import type { Entropy } from '../crypto/entropy.ts';
import { randomString } from '../crypto/random-string.ts';
import { sextetAt } from '../encoding/base64url.ts';

/** Four symbols of base64url are 24 bits, which are six digits. */
const digitsAt = (hash: string, at: number): string => {
  const group =
    (sextetAt(hash, at) << 18) |
    (sextetAt(hash, at + 1) << 12) |
    (sextetAt(hash, at + 2) << 6) |
    sextetAt(hash, at + 3);
  return group.toString(16).padStart(6, '0');
};

/** The first digits of a hash, at least as many as a UUID has. A token request makes them, so no list is made for them. */
const hexOf = (hash: string): string => {
  let hex = '';
  for (let at = 0; at < 24; at += 4) hex += digitsAt(hash, at);
  return hex;
};

/** RFC 9562 §4.1: the two highest bits of a UUID's variant are 10. */
const variantOf = (digit: string): string => '89ab'.charAt(Number.parseInt(digit, 16) & 3);

/**
 * The identifier of the grant that a code stands for: a UUID of version 8 (RFC 9562 §5.8), made from 122 bits of the hash of the
 * code. It needs no record of its own: a code that is used a second time still names its grant.
 *
 * @param codeHash the hash of the code: 43 base64url characters
 */
export const grantIdOf = (codeHash: string): string => {
  const hex = hexOf(codeHash);
  const variant = variantOf(hex.charAt(16));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The identifier of a grant that comes from no code: a random UUID of the same kind. */
export const newGrantId = (entropy: Entropy): string => grantIdOf(randomString(entropy));
