/** Marks a request that was sent to sign-in, with the time. The name of the parameter is ours alone. */
const start = '&codegrant_sign_in=';

/** How long after sign-in a mark counts, in seconds. */
const freshSeconds = 600;

interface Mark {
  /** The index of the mark in the string. */
  readonly at: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly sentAt: number;
}

/**
 * The mark at the end of a string. The search starts at the end, because a string may contain thousands of similar
 * parts.
 */
const markOf = (query: string): Mark | undefined => {
  // Most requests have no mark, and to find that out from the start takes a third of the time.
  if (!query.includes(start)) return undefined;
  const at = query.lastIndexOf(start);
  const digits = query.slice(at + start.length);
  return /^\d{1,16}$/.test(digits) ? { at, sentAt: Number(digits) } : undefined;
};

/** Whether a request was sent to sign-in before. */
export const hasSignInMark = (query: string): boolean => markOf(query) !== undefined;

/**
 * Adds the sign-in mark to a request. The mark shows whether sign-in had an effect. It proves nothing: a forged mark
 * shows a page in place of the sign-in page.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const markSignIn = (query: string, now: number): string => `${query}${start}${Math.floor(now)}`;

/**
 * Removes every sign-in mark from a request.
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
