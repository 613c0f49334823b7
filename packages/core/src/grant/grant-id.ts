import type { Entropy } from '../crypto/entropy.ts';
import { randomString } from '../crypto/random-string.ts';
import { sextetAt } from '../encoding/base64url.ts';

/** The digits of each octet. `toString(16)` for each part of an identifier would take as long as everything else about it. */
const digits: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, octet) =>
  octet.toString(16).padStart(2, '0'),
);

const digitsOf = (octet: number): string => digits[octet & 0xff] ?? '';

/** Three octets, which are four symbols of base64url. */
const groupAt = (hash: string, at: number): number =>
  (sextetAt(hash, at) << 18) | (sextetAt(hash, at + 1) << 12) | (sextetAt(hash, at + 2) << 6) | sextetAt(hash, at + 3);

const twoOctets = (high: number, low: number): string => digitsOf(high) + digitsOf(low);

const threeOctets = (group: number): string => digitsOf(group >> 16) + twoOctets(group >> 8, group);

/**
 * The identifier of the grant that a code stands for: a UUID of version 8 (RFC 9562 §5.8), made from 122 bits of the hash of the
 * code. It needs no record of its own: a code that is used a second time still names its grant.
 *
 * @param codeHash the hash of the code: 43 base64url characters
 */
export const grantIdOf = (codeHash: string): string => {
  const second = groupAt(codeHash, 4);
  const third = groupAt(codeHash, 8);
  const fourth = groupAt(codeHash, 12);
  // RFC 9562 §4.2: the four highest bits of this octet are the version, which is 8.
  const version = 0x80 | ((third >> 16) & 0x0f);
  // RFC 9562 §4.1: the two highest bits of this octet are the variant, which is 10.
  const variant = 0x80 | (third & 0x3f);
  return `${threeOctets(groupAt(codeHash, 0))}${digitsOf(second >> 16)}-${twoOctets(second >> 8, second)}-${twoOctets(version, third >> 8)}-${twoOctets(variant, fourth >> 16)}-${twoOctets(fourth >> 8, fourth)}${threeOctets(groupAt(codeHash, 16))}${digitsOf(groupAt(codeHash, 20) >> 16)}`;
};

/** The identifier of a grant that comes from no code: a random UUID of the same kind. */
export const newGrantId = (entropy: Entropy): string => grantIdOf(randomString(entropy));
