import { hmac } from '@oslojs/crypto/hmac';
import { SHA256 } from '@oslojs/crypto/sha2';
import { encodeBase64urlNoPadding } from '@oslojs/encoding';
import type { Brand } from '../rules/brand.ts';
import { bytesOf } from './digest.ts';

/** Keys that consent tokens are sealed with. The first seals; each of them opens, so a new key goes in front. */
export type ConsentKeys = Brand<readonly [Uint8Array, ...Uint8Array[]], 'ConsentKeys'>;

const keyOf = (key: unknown, index: number): Uint8Array => {
  // Anything else than bytes, a text say, would count as zeros.
  if (!(key instanceof Uint8Array) || key.length < 32)
    throw new RangeError(`Consent keys: key ${index} is not a Uint8Array of at least 32 bytes.`);
  if (key.every((byte) => byte === 0))
    throw new RangeError(`Consent keys: key ${index} is nothing but zeros. Fill it with random bytes.`);
  // A copy, which slice is not for a Buffer: whoever wipes the bytes that were handed over must not make a key of zeros.
  return new Uint8Array(key);
};

/**
 * Takes the keys that consent tokens are sealed with, newest first. To change the key, put a new one in front, and leave out the
 * old one when every question that was sealed with it has expired (`consentLifetimeSeconds`).
 *
 * @param keys random bytes, at least 32 each, the same on every machine that serves the endpoint
 * @throws {RangeError} if there is none, or one is shorter than 32 bytes or all zeros
 * @example
 * const keys = consentKeysOf([new Uint8Array(32).fill(1)]); // random bytes, outside of examples
 */
export const consentKeysOf = (keys: readonly Uint8Array[]): ConsentKeys => {
  const given: readonly unknown[] = Array.isArray(keys) ? keys : [];
  const [first, ...others] = given.map(keyOf);
  if (first === undefined) throw new RangeError('Consent keys: give at least one key of 32 random bytes, in a list.');
  const list: readonly [Uint8Array, ...Uint8Array[]] = [first, ...others];
  return list as ConsentKeys;
};

/**
 * HMAC-SHA256 for one purpose. The purpose is part of what is sealed, so that no other value under the same key can pass for
 * one of this purpose.
 */
export const sign = (key: Uint8Array, purpose: 'consent token 3' | 'subject 1', text: string): Uint8Array =>
  hmac(SHA256, key, bytesOf(`codegrant ${purpose}.${text}`));

/**
 * A name for a subject in logs: the same for the same subject as long as the newest key is the same, and no way back to the
 * subject for whoever has not the key, even where subjects can be guessed as numbers can.
 *
 * @returns 43 characters of base64url
 * @example
 * const name = subjectHash('user-1', consentKeysOf([new Uint8Array(32).fill(1)]));
 */
export const subjectHash = (subject: string, keys: ConsentKeys): string =>
  encodeBase64urlNoPadding(sign(keys[0], 'subject 1', subject));
