import CachePolicy from 'http-cache-semantics';
import type { FetchedResponse } from './fetched-response.ts';

/** How long documents are kept, in seconds. */
export interface LifetimeBounds {
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
}

/** What the headers of a response allow, in seconds (RFC 9111). 0 if they say nothing. */
const allowedSeconds = (url: string, { status, headers }: FetchedResponse): number => {
  const policy = new CachePolicy({ url, method: 'GET', headers: {} }, { status, headers }, { cacheHeuristic: 0 });
  // Up: a millisecond has passed since the policy was made.
  return policy.storable() ? Math.ceil(policy.timeToLive() / 1000) : 0;
};

/** How long a document is kept, in seconds: as its headers say, within the bounds. */
export const documentLifetime = (
  url: string,
  response: FetchedResponse,
  { minimumSeconds, maximumSeconds }: LifetimeBounds,
): number => Math.min(Math.max(allowedSeconds(url, response), minimumSeconds), maximumSeconds);
