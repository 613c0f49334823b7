import type { MatchedRedirectUri } from './match-redirect-uri.ts';
import type { ResponseParameter } from '../encoding/parameters.ts';

/** What an answer to the client says, by name. */
export type ResponseParameters = Partial<Readonly<Record<ResponseParameter, string | undefined>>>;

/**
 * Percent-encodes all that is not unreserved in RFC 3986, so that quotes and parentheses do not go raw into a header. A lone
 * surrogate, for which there is no UTF-8, becomes U+FFFD.
 */
export const encodeFormText = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A query as it stands in an address: visible ASCII without a fragment, whatever was sent raw. What is encoded already stays as it is.
 */
export const visibleText = (query: string): string =>
  query.replaceAll(/[^\x21\x22\x24-\x5B\x5D-\x7E]+/g, encodeFormText);

const separator = (uri: string): string => {
  const query = uri.indexOf('?');
  if (query === -1) return '?';
  // A second question mark is a character of the query like any other.
  return query === uri.length - 1 || uri.endsWith('&') ? '' : '&';
};

/**
 * The Location that answers a client: its redirect URI byte for byte, then the parameters that have a value.
 * Nothing is parsed and written again, so a registered query survives as it was registered.
 *
 * @see RFC 6749 §3.1.2 and §4.1.2
 */
export const redirectTo = (redirectUri: MatchedRedirectUri, parameters: ResponseParameters): string => {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeFormText(value)}`],
  );
  return redirectUri + separator(redirectUri) + pairs.join('&');
};
