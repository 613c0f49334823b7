import { encodeFormValue, encodeQueryValue } from '../encoding/form-encoding.ts';
import type { MatchedRedirectUri } from './match-redirect-uri.ts';
import type { ResponseParameter } from './response-parameters.ts';

/** The parameters of an answer to the client. */
type ResponseParameters = Partial<Readonly<Record<ResponseParameter, string | undefined>>>;

const separator = (uri: string): string => {
  const query = uri.indexOf('?');
  if (query === -1) return '?';
  // A second question mark is an ordinary character of the query.
  return query === uri.length - 1 || uri.endsWith('&') ? '' : '&';
};

/** In bytes. A request that is form-encoded as RFC 6749 appendix B says has no longer value. */
const longestFormValue = 8192;

/**
 * RFC 6749 appendix B percent-encodes more characters than a query needs. A client that sent a long state without that
 * encoding gets it back without it: three times as long, servers would not accept it (16 KiB with Node).
 */
const encodeValue = (value: string): string => {
  const encoded = encodeFormValue(value);
  return encoded.length > longestFormValue ? encodeQueryValue(value) : encoded;
};

/**
 * The Location of an answer: the redirect URI byte for byte, followed by the parameters that have a value. Nothing is
 * parsed and serialized, so the registered query stays as it is.
 *
 * @see RFC 6749 §3.1.2 and §4.1.2
 */
export const redirectTo = (redirectUri: MatchedRedirectUri, parameters: ResponseParameters): string => {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeValue(value)}`],
  );
  return redirectUri + separator(redirectUri) + pairs.join('&');
};
