/** What the way back from sign-in says of itself: when the browser was sent there. Nobody else's parameter has this name. */
const mark = /(?:&codegrant_sign_in=(\d{1,16}))+$/;

/** How long a mark tells of a sign-in that has just been tried, in seconds. */
const freshSeconds = 600;

/**
 * Marks the text of a request as one that has been to sign-in. The mark is for telling whether sign-in had any effect, and
 * proves nothing: whoever writes one gets a page in place of the sign-in page.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const markSignIn = (query: string, now: number): string => `${query}&codegrant_sign_in=${Math.floor(now)}`;

/**
 * The text of a request as the client wrote it, without the mark of {@link markSignIn}.
 *
 * @example
 * withoutSignInMark('client_id=cli&codegrant_sign_in=1700000000'); // 'client_id=cli'
 */
export const withoutSignInMark = (query: string): string => query.replace(mark, '');

/**
 * Whether a request has just come back from sign-in.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const isBackFromSignIn = (query: string, now: number): boolean => {
  const sentAt = mark.exec(query)?.[1];
  return sentAt !== undefined && Number(sentAt) <= now && now - Number(sentAt) < freshSeconds;
};
