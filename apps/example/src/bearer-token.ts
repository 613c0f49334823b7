/**
 * What follows the scheme Bearer in an Authorization header (RFC 6750 §2.1). `undefined` for another scheme, and without
 * a header.
 */
export const bearerTokenIn = (authorization: string | undefined): string | undefined =>
  /^Bearer(?: +|$)(.*)$/i.exec(authorization ?? '')?.[1];
