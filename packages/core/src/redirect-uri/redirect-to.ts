import { encodeFormValue } from '../encoding/form-encoding.ts';
import type { MatchedRedirectUri } from './match-redirect-uri.ts';
import type { ResponseParameter } from './response-parameters.ts';

/** What an answer to the client says, by name. */
export type ResponseParameters = Partial<Readonly<Record<ResponseParameter, string | undefined>>>;

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
    value === undefined ? [] : [`${name}=${encodeFormValue(value)}`],
  );
  return redirectUri + separator(redirectUri) + pairs.join('&');
};
