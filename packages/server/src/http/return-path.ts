/** Whether a program that resolves dot segments would be left with `//` and a host. */
const leadsToAnotherHost = (path: string): boolean => new URL(path, 'http://localhost').pathname.startsWith('//');

/**
 * Validates the `return_to` parameter of a sign-in page. A sign-in page that redirects to any value of it is an open
 * redirector. Redirect only to what this function returns.
 *
 * @param returnTo the value of `return_to`, decoded. Anything but a string is rejected, such as an array of several
 *   values
 * @returns the same string if it is a path on this server, otherwise `undefined`
 * @see RFC 9700 §4.11.2
 * @example
 * returnPath('/oauth/authorize?client_id=cli'); // the same
 * returnPath('//evil.example'); // undefined, and so are 'https://evil.example' and '/\\evil.example'
 */
export const returnPath = (returnTo: unknown): string | undefined =>
  // Browsers read a backslash as a slash and ignore tabs and newlines. So only visible ASCII is allowed, and no second
  // slash at the start, not even one that is left when a program resolves dot segments.
  typeof returnTo === 'string' && /^\/(?![/\\])[\x21-\x5B\x5D-\x7E]*$/.test(returnTo) && !leadsToAnotherHost(returnTo)
    ? returnTo
    : undefined;
