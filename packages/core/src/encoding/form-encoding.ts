/** RFC 6749 appendix B: UTF-8, percent-encoded, `+` for a space. `undefined` where the text is not that. */
export const decodeFormValue = (text: string): string | undefined => {
  try {
    return wellFormed(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
};

/** A lone surrogate is no character, and no UTF-8 can be written for it. */
export const wellFormed = (text: string): string | undefined => (/\p{Surrogate}/u.test(text) ? undefined : text);

/**
 * Percent-encodes all that is not unreserved in RFC 3986, so that quotes and parentheses do not go raw into a header. A lone
 * surrogate, for which there is no UTF-8, becomes U+FFFD.
 */
export const encodeFormValue = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A query as it stands in an address: visible ASCII without a fragment, whatever was sent raw. What is encoded already stays as it is.
 */
export const toVisibleAscii = (query: string): string =>
  query.replaceAll(/[^\x21\x22\x24-\x5B\x5D-\x7E]+/g, encodeFormValue);
