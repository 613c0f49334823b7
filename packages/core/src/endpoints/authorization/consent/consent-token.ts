import * as v from 'valibot';
import { type ConsentKeys, sign } from '../../../crypto/consent-keys.ts';
import { bytesOf } from '../../../crypto/digest.ts';
import type { Entropy } from '../../../crypto/entropy.ts';
import { equalInConstantTime } from '../../../crypto/equal-in-constant-time.ts';
import { decodeBase64url } from '../../../encoding/base64.ts';
import { encodeBase64url } from '../../../encoding/base64url.ts';
import { decodeUtf8 } from '../../../encoding/decode-utf8.ts';
import { parseJson } from '../../../encoding/parse-json.ts';

/** The content of a consent token: the authorization request, the resource owner, and when it expires. */
export interface ConsentTokenContent {
  /** Unique to the token, so a store can remember that it was used. */
  readonly id: string;
  /**
   * The form-urlencoded string of the authorization request. It is parsed and validated again when the token returns.
   */
  readonly query: string;
  readonly subject: string;
  /** The issuer that made the token. Servers that share their keys do not accept each other's tokens. */
  readonly issuer: string;
  /** The requested scope. An answer cannot grant more. */
  readonly askedScope: readonly string[];
  /** The requested resources, or the default ones at that time. An answer grants nothing for others. */
  readonly askedResources: readonly string[];
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** The result of verifying a consent token. */
export type VerifiedConsentToken =
  | { readonly kind: 'valid'; readonly content: ConsentTokenContent }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired'; readonly content: ConsentTokenContent };

const contentSchema = v.tuple([
  v.string(),
  v.string(),
  v.string(),
  v.string(),
  v.array(v.string()),
  v.array(v.string()),
  v.number(),
]);

/** The identifier of a token made from this entropy. */
export const consentTokenId = (entropy: Entropy): string => encodeBase64url(entropy.subarray(0, 16));

/**
 * Makes a consent token: the content in base64url, a dot, and its HMAC-SHA256. Anyone who sees the token can read the
 * content. Nobody without a key can change it.
 */
export const signConsentToken = (content: ConsentTokenContent, keys: ConsentKeys): string => {
  const { id, query, subject, issuer, askedScope, askedResources, expiresAt } = content;
  const payload = encodeBase64url(
    bytesOf(JSON.stringify([id, query, subject, issuer, askedScope, askedResources, expiresAt])),
  );
  return `${payload}.${signatureOf(payload, keys[0])}`;
};

const signatureOf = (payload: string, key: Uint8Array): string =>
  encodeBase64url(sign(key, 'consent token 4', payload));

const isSigned = (payload: string, signature: string, keys: ConsentKeys): boolean =>
  keys.some((key) => equalInConstantTime(signatureOf(payload, key), signature));

const readContent = (payload: string): ConsentTokenContent | undefined => {
  const text = decodeUtf8(decodeBase64url(payload));
  const { success, output } = v.safeParse(contentSchema, parseJson(text ?? '')?.value);
  if (!success) return undefined;
  const [id, query, subject, issuer, askedScope, askedResources, expiresAt] = output;
  return Object.freeze({ id, query, subject, issuer, askedScope, askedResources, expiresAt });
};

/**
 * Verifies a consent token that came back from the browser.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @returns the content, or why the token is not valid. Only a store knows whether it was used before.
 */
export const verifyConsentToken = (token: string, keys: ConsentKeys, now: number): VerifiedConsentToken => {
  const dot = token.lastIndexOf('.');
  const payload = token.slice(0, dot);
  // The signature is verified before the content is parsed. It also proves that the token has the syntax of a token.
  if (!isSigned(payload, token.slice(dot + 1), keys)) return { kind: 'invalid' };
  const content = readContent(payload);
  if (content === undefined) return { kind: 'invalid' };
  return { kind: content.expiresAt > now ? 'valid' : 'expired', content };
};
