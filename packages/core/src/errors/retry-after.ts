/** When a request that failed may be sent again. */
export interface Retry {
  /** In seconds. `undefined`: sending the same request again cannot help, or nobody knows when. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The header of a reply that says when to send the request again: RFC 9110 §10.2.3. */
export const retryAfterHeader = ({ retryAfterSeconds }: Retry): Readonly<Record<string, string>> =>
  retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
