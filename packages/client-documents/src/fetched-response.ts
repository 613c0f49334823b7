/** What a fetch may answer with. */
export interface FetchLimits {
  /** How many bytes the body may have. A larger one is not read to its end. */
  readonly maximumBytes: number;
  /** The media types for the header Accept, for example `application/json`. */
  readonly type: string;
}

/** A response. The body is read only if the status is 200 and the type is JSON. */
export interface FetchedResponse {
  readonly status: number;
  /** The header Content-Type. `undefined` if there is none. */
  readonly type: string | undefined;
  /** Empty if the body was not read. */
  readonly bytes: Uint8Array;
  /** By their lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Fetches a URL that a stranger chose.
 *
 * @returns a promise of the response. It rejects with {@link FetchRefused} if the URL must not be fetched or if the response is too large,
 *   and with any other error if there is no response now
 */
export type GuardedFetch = (url: string, limits: FetchLimits) => Promise<FetchedResponse>;
