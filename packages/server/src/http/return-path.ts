/**
 * Checks where a sign-in page is asked to send the browser back to. A sign-in page that follows whatever stands in
 * `return_to` is an open redirector; one that follows only what this returns is not.
 *
 * @param returnTo the value of `return_to`, decoded. Anything but a text, a list of several values say, is no path
 * @returns the same text if it is a path on this server, else `undefined`
 * @see RFC 9700 §4.11.2
 * @example
 * returnPath('/oauth/authorize?client_id=cli'); // the same
 * returnPath('//evil.example'); // undefined, and so are 'https://evil.example' and '/\\evil.example'
 */
export const returnPath = (returnTo: unknown): string | undefined =>
  // Browsers read a backslash as a slash, and leave out tabs and newlines: only visible ASCII, and never two slashes first.
  typeof returnTo === 'string' && /^\/(?![/\\])[\x21-\x5B\x5D-\x7E]*$/.test(returnTo) ? returnTo : undefined;
