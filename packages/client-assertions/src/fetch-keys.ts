/** What a fetch may answer with. */
interface FetchLimits {
  /** How many bytes the body may have. */
  readonly maximumBytes: number;
  /** The media types for the header Accept. */
  readonly type: string;
}

/** A response. */
interface FetchedResponse {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/**
 * Fetches a URL that a stranger chose: `guardedFetch` of `@codegrant/client-documents`, or a function of your own. It must follow no redirect,
 * send no credentials, and refuse the addresses of your own network.
 *
 * @returns a promise of the response. It rejects with an error whose name is `FetchRefused` if the URL must not be fetched or if the response
 *   is too large, and with any other error if there is no response now
 */
export type FetchKeys = (url: string, limits: FetchLimits) => Promise<FetchedResponse>;
