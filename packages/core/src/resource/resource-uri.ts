import { isUriString } from '../encoding/characters.ts';

/**
 * RFC 8707 §2: a resource is an absolute URI (RFC 3986 §4.3), which has no fragment. It has ASCII characters only, so what
 * ignores case ignores it for letters from A to Z.
 */
export const isResourceUri = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$/.test(text) && isUriString(text);

/** The scheme and host of a resource URI, and what follows them, both as they are written. A URI without a host has no origin. */
export const resourceParts = (uri: string): { readonly origin: string; readonly rest: string } => {
  const origin = /^[^:/?]+:\/\/[^/?]*/.exec(uri)?.[0] ?? '';
  return { origin, rest: uri.slice(origin.length) };
};

/**
 * Two resource URIs are the same resource if this is the same for both. Scheme and host ignore case, and a slash after the
 * host is forgiven. Everything else is compared as it is.
 *
 * @param uri a resource URI
 * @see RFC 3986 §6.2.2.1 and §6.2.3
 * @example
 * comparableResource('HTTPS://API.example'); // 'https://api.example/'
 */
export const comparableResource = (uri: string): string => {
  const { origin, rest } = resourceParts(uri);
  return origin.toLowerCase() + (rest === '' ? '/' : rest);
};
