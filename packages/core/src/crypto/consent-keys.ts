import { hmac } from '@oslojs/crypto/hmac';
import { SHA256 } from '@oslojs/crypto/sha2';
import { encodeBase64url } from '../encoding/base64url.ts';
import { type Brand, prove } from '../rules/brand.ts';
import { bytesOf } from './digest.ts';

/**
 * The keys that sign consent tokens and make refresh tokens. The first key signs, every key verifies.
 */
export type ConsentKeys = Brand<readonly [Uint8Array, ...Uint8Array[]], 'ConsentKeys'>;

const keyOf = (what: string, key: unknown, index: number): Uint8Array => {
  // Other values, such as a string, would count as zeros.
  if (!(key instanceof Uint8Array) || key.length < 32)
    throw new RangeError(
      `${what}: key ${index} (length: ${Object(key).length}) is not a Uint8Array of at least 32 bytes.`,
    );
  if (key.every((byte) => byte === 0))
    throw new RangeError(`${what}: key ${index} is all zeros. Fill it with random bytes.`);
  // A copy (`slice` of a Buffer is not one): if the caller wipes its bytes, the key must not become zeros.
  return new Uint8Array(key);
};

/**
 * Checks signing keys, newest first.
 *
 * @param what what the keys are for, for errors
 * @throws {RangeError} if the list is empty, or a key is shorter than 32 bytes or all zeros
 */
export const signingKeysOf = (what: string, keys: unknown): ConsentKeys => {
  const given: readonly unknown[] = Array.isArray(keys) ? keys : [];
  const [first, ...others] = given.map((key, index) => keyOf(what, key, index));
  if (first === undefined) throw new RangeError(`${what}: pass a list with at least one key of 32 random bytes.`);
  return prove<ConsentKeys>([first, ...others]);
};

/**
 * Checks the keys that sign consent tokens, newest first. To rotate: put the new key last in every process, then first in
 * every process, and remove the old key when every consent token that it signed has expired (`consentLifetimeSeconds`), and not
 * before `refreshTokenReuseSeconds` are over. With one process, begin with the new key first.
 *
 * @param keys random bytes, at least 32 each, the same in every process that serves the endpoint
 * @throws {RangeError} if the list is empty, or a key is shorter than 32 bytes or all zeros
 * @example
 * const keys = consentKeysOf([new Uint8Array(32).fill(1)]); // use random bytes, unlike this example
 */
export const consentKeysOf = (keys: readonly Uint8Array[]): ConsentKeys => signingKeysOf('Consent keys', keys);

/**
 * HMAC-SHA256 for one purpose. The purpose is part of the signed value, so a signature for one purpose is not valid for
 * another.
 */
export const sign = (
  key: Uint8Array,
  purpose: 'consent token 4' | 'subject 1' | 'refresh token 1' | 'client_id 1',
  text: string,
): Uint8Array => hmac(SHA256, key, bytesOf(`codegrant ${purpose}.${text}`));

/**
 * A pseudonym of a subject for logs. The same subject and the same newest key give the same pseudonym. Without the key
 * nobody can find the subject, even if subjects are guessable numbers.
 *
 * @returns 43 base64url characters
 * @example
 * const name = subjectHash('user-1', consentKeysOf([new Uint8Array(32).fill(1)]));
 */
export const subjectHash = (subject: string, keys: ConsentKeys): string =>
  encodeBase64url(sign(keys[0], 'subject 1', subject));
