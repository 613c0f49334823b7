import { isPercentEncodedUtf8, octetAt } from './percent-encoded-utf8.ts';

const encoder = new TextEncoder();

// A byte order mark is an ordinary character here.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Replaces every `+` by a space (RFC 6749 appendix B), in one pass over the octets: a form may contain nothing but
 * pluses, and replacing them one by one is slow.
 */
export const plusesAsSpaces = (text: string): string => {
  if (!text.includes('+')) return text;
  // A lone surrogate has no octets. Its escape is not UTF-8 either.
  const octets = encoder.encode(text.replaceAll(/\p{Surrogate}/gu, '%ED%A0%80'));
  for (let at = 0; at < octets.length; at += 1) if (octets[at] === 0x2b) octets[at] = 0x20;
  return decoder.decode(octets);
};

const plus = 0x2b;
const percent = 0x25;

/**
 * Decodes a text that is ASCII and stays ASCII. Returns `undefined` for any other text. It appends what is between two
 * encoded characters, so it is for short texts. There it takes half the time of
 * `decodeURIComponent` and the check before it.
 */
const decodeAscii = (text: string): string | undefined => {
  let decoded = '';
  let rest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return undefined;
    if (code !== plus && code !== percent) continue;
    const octet = code === plus ? 0x20 : octetAt(text, at);
    // NaN, which is no escape, is not below either.
    if (!(octet < 0x80)) return undefined;
    decoded += text.slice(rest, at) + String.fromCharCode(octet);
    if (code === percent) at += 2;
    rest = at + 1;
  }
  return decoded + text.slice(rest);
};

const decodeUtf8 = (text: string): string | undefined => {
  const spaced = plusesAsSpaces(text);
  return isPercentEncodedUtf8(spaced) ? wellFormed(decodeURIComponent(spaced)) : undefined;
};

/** Longer values are not decoded piece by piece. Redirect URIs are shorter. */
const shortValue = 256;

/**
 * Decodes percent-encoded UTF-8, with `+` for a space (RFC 6749 appendix B). Returns `undefined` for anything else.
 */
export const decodeFormValue = (text: string): string | undefined => {
  // Most names and values have nothing to decode.
  if (!/[%+\uD800-\uDFFF]/.test(text)) return text;
  return (text.length <= shortValue ? decodeAscii(text) : undefined) ?? decodeUtf8(text);
};

/** A lone surrogate is not a character and has no UTF-8. */
export const wellFormed = (text: string): string | undefined => (/\p{Surrogate}/u.test(text) ? undefined : text);

/** What is left of a text that is encoded as UTF-8 and decoded: a lone surrogate has no octets. */
export const replaceSurrogates = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

/**
 * Percent-encodes everything that RFC 3986 does not call unreserved, so no quote or parenthesis reaches a header. A
 * lone surrogate has no UTF-8 and becomes U+FFFD.
 */
export const encodeFormValue = (text: string): string => {
  // Most values need no encoding, and to find that out takes a third of the time.
  if (!/[^A-Za-z0-9\-._~]/.test(text)) return text;
  return encodeURIComponent(replaceSurrogates(text)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
};

/**
 * Percent-encodes what {@link encodeFormValue} does, except some characters that the value of a query may contain (RFC 3986
 * §3.4) and that mean nothing in it. A value that is long because of them, such as a URL, stays short.
 */
export const encodeQueryValue = (text: string): string =>
  encodeFormValue(text).replaceAll(/%(?:2F|3A|3F|3D|40|2C)/g, decodeURIComponent);

/** The query as it appears in a URL: visible ASCII without a fragment. Encoded characters stay as they are. */
export const toVisibleAscii = (query: string): string =>
  replaceSurrogates(query).replaceAll(/[^\x21\x22\x24-\x5B\x5D-\x7E]+/g, encodeURIComponent);
