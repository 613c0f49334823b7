/** What an Authorization header has for a protected resource. */
type BearerCredentials =
  /** No header, or one of another scheme: the client may not know that it needs a token. */
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'bearer'; readonly accessToken: string };

/** Bearer as a scheme: at the start, or after the comma that joins several headers of this name (RFC 9110 §5.3). */
const bearerScheme = /(?:^|,)[ \t]*Bearer(?:[ \t,]|$)/i;

/** RFC 6750 §2.1: the scheme, one or more spaces, and a b64token. It has no comma, so two headers that were joined are no token. */
const oneToken = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/**
 * Reads the Authorization header of a request to a protected resource.
 *
 * @see RFC 6750 §2.1
 */
export const readBearerCredentials = (authorization: string | undefined): BearerCredentials => {
  const header = authorization ?? '';
  const accessToken = oneToken.exec(header)?.[1];
  if (accessToken !== undefined) return { kind: 'bearer', accessToken };
  return { kind: bearerScheme.test(header) ? 'malformed' : 'none' };
};
