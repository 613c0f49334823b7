import { isPercentEncodedUtf8 } from './percent-encoded-utf8.ts';

const encoder = new TextEncoder();

// A byte order mark is an ordinary character here.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** In characters. A longer text may contain nothing but pluses, and `replaceAll` is slow with thousands of them. */
const shortText = 2048;

/** Replaces every `+` by a space (RFC 6749 appendix B), in a long text in one pass over the octets. */
export const plusesAsSpaces = (text: string): string => {
  if (!text.includes('+')) return text;
  if (text.length <= shortText) return text.replaceAll('+', ' ');
  // A lone surrogate has no octets. Its escape is not UTF-8 either.
  const octets = encoder.encode(text.replaceAll(/\p{Surrogate}/gu, '%ED%A0%80'));
  for (let at = 0; at < octets.length; at += 1) if (octets[at] === 0x2b) octets[at] = 0x20;
  return decoder.decode(octets);
};

/** A percent sign that does not begin the escape of an ASCII character, or half of a surrogate pair. */
const beyondAscii = /%(?![0-7][0-9A-Fa-f])|[\uD800-\uDFFF]/;

/** Decodes percent-encoded UTF-8 whose pluses were replaced. Returns `undefined` for anything else. */
const decodePercentEncoded = (text: string): string | undefined => {
  // Most values have nothing to decode, or only ASCII.
  if (!beyondAscii.test(text)) return text.includes('%') ? decodeURIComponent(text) : text;
  return isPercentEncodedUtf8(text) ? wellFormed(decodeURIComponent(text)) : undefined;
};

/** Decodes a part of a text without surrogates. */
const decodeEscapes = (part: string): string | undefined => (part.includes('%') ? decodePercentEncoded(part) : part);

/**
 * The function that decodes the parts of a text whose pluses were replaced. To look through the whole text for surrogates once
 * takes less than to look through each part.
 */
export const decoderFor = (text: string): ((part: string) => string | undefined) =>
  /[\uD800-\uDFFF]/.test(text) ? decodePercentEncoded : decodeEscapes;

/**
 * Decodes percent-encoded UTF-8, with `+` for a space (RFC 6749 appendix B). Returns `undefined` for anything else.
 */
export const decodeFormValue = (text: string): string | undefined => decodePercentEncoded(plusesAsSpaces(text));

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
