import { constantTimeEqual } from '@oslojs/crypto/subtle';
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from '@oslojs/encoding';
import * as v from 'valibot';
import { type ConsentKeys, sign } from '../../../crypto/consent-keys.ts';
import { bytesOf } from '../../../crypto/digest.ts';
import type { Entropy } from '../../../crypto/entropy.ts';

/** What a consent token says: which request of whom waits for an answer until when. */
export interface ConsentTokenContent {
  /** Unique to the token, so that a store can remember that it was spent. */
  readonly id: string;
  /** The request's own form-urlencoded text. It is read and checked again: nothing validated is inside. */
  readonly query: string;
  readonly subject: string;
  /** The issuer that asks. Servers that share their keys do not answer each other's questions. */
  readonly issuer: string;
  /** The scope that the owner was asked for. An answer allows nothing else. */
  readonly askedScope: readonly string[];
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** What a text that claims to be a consent token is. */
export type VerifiedConsentToken =
  | { readonly kind: 'valid'; readonly content: ConsentTokenContent }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' };

const contentSchema = v.tuple([v.string(), v.string(), v.string(), v.string(), v.array(v.string()), v.number()]);

/** The identifier of a token made from this entropy. */
export const consentTokenId = (entropy: Entropy): string => encodeBase64urlNoPadding(entropy.subarray(0, 16));

/**
 * Seals what waits for consent, so that it can go through the browser and come back unchanged: the content in base64url,
 * a dot, and its HMAC-SHA256. The content can be read by whoever holds the token; it can not be changed.
 */
export const signConsentToken = (content: ConsentTokenContent, keys: ConsentKeys): string => {
  const { id, query, subject, issuer, askedScope, expiresAt } = content;
  const payload = encodeBase64urlNoPadding(
    bytesOf(JSON.stringify([id, query, subject, issuer, askedScope, expiresAt])),
  );
  return `${payload}.${encodeBase64urlNoPadding(sign(keys[0], 'consent token 3', payload))}`;
};

const decode = (text: string): Uint8Array | undefined => {
  try {
    return decodeBase64urlIgnorePadding(text);
  } catch {
    return undefined;
  }
};

const isSigned = (payload: string, sealed: Uint8Array, keys: ConsentKeys): boolean =>
  keys.some((key) => constantTimeEqual(sign(key, 'consent token 3', payload), sealed));

const utf8 = new TextDecoder('utf-8', { fatal: true });

const readContent = (payload: string): ConsentTokenContent | undefined => {
  const bytes = decode(payload);
  if (bytes === undefined) return undefined;
  try {
    const { success, output } = v.safeParse(contentSchema, JSON.parse(utf8.decode(bytes)));
    if (!success) return undefined;
    const [id, query, subject, issuer, askedScope, expiresAt] = output;
    return { id, query, subject, issuer, askedScope, expiresAt };
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
export const verifyConsentToken = (token: string, keys: ConsentKeys, now: number): VerifiedConsentToken => {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const sealed = decode(signature);
  // The seal is checked before anything inside is read.
  if (rest.length > 0 || sealed === undefined || !isSigned(payload, sealed, keys)) return { kind: 'invalid' };
  const content = readContent(payload);
  if (content === undefined) return { kind: 'invalid' };
  return content.expiresAt > now ? { kind: 'valid', content } : { kind: 'expired' };
};
