import { hmac } from '@oslojs/crypto/hmac';
import { SHA256 } from '@oslojs/crypto/sha2';
import { constantTimeEqual } from '@oslojs/crypto/subtle';
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from '@oslojs/encoding';
import * as v from 'valibot';
import type { Brand } from './brand.ts';
import { bytesOf } from './digest.ts';
import type { Entropy } from './entropy.ts';

/** Keys that consent tokens are sealed with. The first seals; each of them opens, so a new key goes in front. */
export type ConsentKeys = Brand<readonly [Uint8Array, ...Uint8Array[]], 'ConsentKeys'>;

/**
 * Takes the keys that consent tokens are sealed with, newest first.
 *
 * @param keys random bytes, at least 32 each, the same on every machine that serves the endpoint
 * @throws {RangeError} if there is none, or one is shorter than 32 bytes
 * @example
 * const keys = consentKeysOf([new Uint8Array(32)]); // random bytes, outside of examples
 */
export const consentKeysOf = (keys: readonly Uint8Array[]): ConsentKeys => {
  if (keys.length === 0) throw new RangeError('Consent keys: give at least one key of 32 random bytes.');
  // Anything else than bytes, a text say, would count as zeros.
  const short = keys.findIndex((key) => !(key instanceof Uint8Array) || key.length < 32);
  if (short !== -1) throw new RangeError(`Consent keys: key ${short} is not a Uint8Array of at least 32 bytes.`);
  return [...keys] as readonly Uint8Array[] as ConsentKeys;
};

/** What a consent token says: which request of whom waits for an answer until when. */
export interface ConsentTokenContent {
  /** Unique to the token, so that a store can remember that it was spent. */
  readonly id: string;
  /** The request's own form-urlencoded text. It is read and checked again: nothing validated is inside. */
  readonly query: string;
  readonly subject: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** What a text that claims to be a consent token is. */
export type OpenedConsentToken =
  | { readonly kind: 'open'; readonly content: ConsentTokenContent }
  | { readonly kind: 'forged' }
  | { readonly kind: 'expired' };

const content = v.tuple([v.string(), v.string(), v.string(), v.number()]);

// The purpose is part of what is sealed, so that no other value under the same key can pass for a consent token.
const mac = (key: Uint8Array, payload: string): Uint8Array =>
  hmac(SHA256, key, bytesOf(`codegrant consent token 1.${payload}`));

/** The identifier of a token made from this entropy. */
export const consentTokenId = (entropy: Entropy): string => encodeBase64urlNoPadding(entropy.subarray(0, 16));

/**
 * Seals what waits for consent, so that it can go through the browser and come back unchanged: the content in base64url,
 * a dot, and its HMAC-SHA256. The content can be read by whoever holds the token; it can not be changed.
 */
export const sealConsentToken = ({ id, query, subject, expiresAt }: ConsentTokenContent, keys: ConsentKeys): string => {
  const payload = encodeBase64urlNoPadding(bytesOf(JSON.stringify([id, query, subject, expiresAt])));
  return `${payload}.${encodeBase64urlNoPadding(mac(keys[0], payload))}`;
};

const decode = (text: string): Uint8Array | undefined => {
  try {
    return decodeBase64urlIgnorePadding(text);
  } catch {
    return undefined;
  }
};

const isSealed = (payload: string, seal: Uint8Array, keys: ConsentKeys): boolean =>
  keys.some((key) => constantTimeEqual(mac(key, payload), seal));

const utf8 = new TextDecoder('utf-8', { fatal: true });

const readContent = (payload: string): ConsentTokenContent | undefined => {
  const bytes = decode(payload);
  if (bytes === undefined) return undefined;
  try {
    const { success, output } = v.safeParse(content, JSON.parse(utf8.decode(bytes)));
    if (!success) return undefined;
    const [id, query, subject, expiresAt] = output;
    return { id, query, subject, expiresAt };
  } catch {
    return undefined;
  }
};

/**
 * Opens a text that came back from the browser.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @returns what it says, or why it says nothing. Whether it was spent, only a store knows.
 */
export const openConsentToken = (token: string, keys: ConsentKeys, now: number): OpenedConsentToken => {
  const [payload = '', seal = '', ...rest] = token.split('.');
  const sealBytes = decode(seal);
  // The seal is checked before anything inside is read.
  if (rest.length > 0 || sealBytes === undefined || !isSealed(payload, sealBytes, keys)) return { kind: 'forged' };
  const opened = readContent(payload);
  if (opened === undefined) return { kind: 'forged' };
  return opened.expiresAt > now ? { kind: 'open', content: opened } : { kind: 'expired' };
};
