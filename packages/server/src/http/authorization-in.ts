/** The headers of a request of node:http. */
interface NodeHeaders {
  readonly headers: { readonly authorization?: string | undefined };
  /** Names and values, one after the other. Empty on platforms that make requests without a socket. */
  readonly rawHeaders: readonly string[];
}

/**
 * The Authorization header of a request of node:http. Node keeps the first of several and drops the others, which a proxy may have
 * read. Here they are joined with a comma, so that a request with two tokens is refused.
 *
 * @see RFC 9110 §5.3
 * @example
 * const access = await check(authorizationIn(request));
 */
export const authorizationIn = ({ headers, rawHeaders }: NodeHeaders): string | undefined => {
  const sent = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
  return sent.length > 1 ? sent.join(', ') : headers.authorization;
};
