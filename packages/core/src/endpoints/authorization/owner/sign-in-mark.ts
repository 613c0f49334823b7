/** What the way back from sign-in says of itself: when the browser was sent there. Nobody else's parameter has this name. */
const start = '&codegrant_sign_in=';

/** How long a mark tells of a sign-in that has just been tried, in seconds. */
const freshSeconds = 600;

interface Mark {
  /** Where it begins in the text. */
  readonly at: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly sentAt: number;
}

/** The mark at the end of a text. It is looked for from there: a text may hold thousands that are none. */
const markOf = (query: string): Mark | undefined => {
  const at = query.lastIndexOf(start);
  const digits = query.slice(at + start.length);
  return at !== -1 && /^\d{1,16}$/.test(digits) ? { at, sentAt: Number(digits) } : undefined;
};

/**
 * Marks the text of a request as one that has been to sign-in. The mark is for telling whether sign-in had any effect, and
 * proves nothing: whoever writes one gets a page in place of the sign-in page.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const markSignIn = (query: string, now: number): string => `${query}${start}${Math.floor(now)}`;

/**
 * The text of a request as the client wrote it, without the mark of {@link markSignIn}, or several of them.
 *
 * @example
 * withoutSignInMark('client_id=cli&codegrant_sign_in=1700000000'); // 'client_id=cli'
 */
export const withoutSignInMark = (query: string): string => {
  let text = query;
  for (let mark = markOf(text); mark !== undefined; mark = markOf(text)) text = text.slice(0, mark.at);
  return text;
};

/**
 * Whether a request has just come back from sign-in.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const isBackFromSignIn = (query: string, now: number): boolean => {
  const mark = markOf(query);
  return mark !== undefined && mark.sentAt <= now && now - mark.sentAt < freshSeconds;
};
