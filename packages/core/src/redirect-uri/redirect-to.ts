import type { MatchedRedirectUri } from './match-redirect-uri.ts';
import type { ResponseParameter } from './response-parameters.ts';
import { type EncodedValue, sentValue } from './response-value.ts';

/** In the order in which they are sent. */
const sentParameters = ['code', 'error', 'error_description', 'error_uri', 'state', 'iss'] as const;

/** The parameters of an answer to the client. */
type ResponseParameters = Partial<Readonly<Record<ResponseParameter, string | EncodedValue | undefined>>>;

const separator = (uri: string): string => {
  const query = uri.indexOf('?');
  if (query === -1) return '?';
  // A second question mark is an ordinary character of the query.
  return query === uri.length - 1 || uri.endsWith('&') ? '' : '&';
};

/**
 * The Location of an answer: the redirect URI byte for byte, followed by the parameters that have a value. Nothing is
 * parsed and serialized, so the registered query stays as it is.
 *
 * @see RFC 6749 §3.1.2 and §4.1.2
 */
export const redirectTo = (redirectUri: MatchedRedirectUri, parameters: ResponseParameters): string => {
  let location: string = redirectUri;
  let before = separator(redirectUri);
  for (const name of sentParameters) {
    const value = parameters[name];
    if (value === undefined) continue;
    location += `${before}${name}=${sentValue(value)}`;
    before = '&';
  }
  return location;
};
