import { send } from '#send';
import type { FetchedResponse, FetchLimits } from './fetched-response.ts';

/**
 * Fetches a URL that a stranger chose, such as the `client_id` or the `jwks_uri` of a client. It follows no redirect, sends no
 * credentials, and takes at most five seconds in total. On Node, Deno and Bun it looks the host up first, refuses special-use addresses
 * (RFC 6890), and connects to the address that it found. On Workers the compatibility flag `global_fetch_strictly_public` does that.
 *
 * @returns a promise of the response. It rejects with {@link FetchRefused} if the URL must not be fetched or if the response is too large,
 *   and with any other error if there is no response now
 */
export const guardedFetch = (url: string, limits: FetchLimits): Promise<FetchedResponse> => send(url, limits);
