/**
 * Whether a path is the other one, or below it.
 *
 * @example
 * isBelow('/oauth/token', '/oauth'); // true
 * isBelow('/oauth2', '/oauth'); // false
 */
export const isBelow = (path: string, prefix: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
