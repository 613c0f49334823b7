/** The headers of a request of node:http. */
interface NodeHeaders {
  readonly headers: Readonly<Partial<Record<string, string | readonly string[]>>>;
  /** Names and values, one after the other. Empty on platforms that make requests without a socket. */
  readonly rawHeaders: readonly string[];
}

const allOf = (rawHeaders: readonly string[], name: string): readonly string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);

/**
 * The value of a header of a request of node:http, for adapters on it and for `check` of a protected resource. Node keeps the first of
 * several Authorization headers and drops the others, which a proxy may have read. Here they are joined with a comma, so that a request
 * with two tokens is refused.
 *
 * @param name in lower case
 * @see RFC 9110 §5.3
 * @example
 * const access = await check(headerIn(request, 'authorization'));
 */
export const headerIn = ({ headers, rawHeaders }: NodeHeaders, name: string): string | undefined => {
  // Node has joined the values of every other header that the server reads.
  const sent = name === 'authorization' ? allOf(rawHeaders, name) : [];
  return sent.length > 1 ? sent.join(', ') : headers[name]?.toString();
};
