import type { GuardedFetch } from './fetched-response.ts';
import { guardedUrl } from './guarded-url.ts';
import { isPublicAddress } from './is-public-address.ts';
import { isReadable, readWithin } from './read-within.ts';
import { timeLimitMilliseconds } from './time-limit.ts';

/** What tests replace. */
interface WebSenderSettings {
  readonly fetchUrl: (url: string, init: RequestInit) => Promise<Response>;
  readonly timeLimit: number;
}

/** The runtime looks names up by itself: on Workers, the flag `global_fetch_strictly_public` keeps it on the public internet. */
export const webSender = (settings: Partial<WebSenderSettings> = {}): GuardedFetch => {
  const { fetchUrl = (requested, init) => fetch(requested, init), timeLimit = timeLimitMilliseconds } = settings;
  return async (url, { maximumBytes, type: accept }) => {
    const target = guardedUrl(url, { isAllowed: isPublicAddress, port: 443 });
    const response = await fetchUrl(target.href, {
      redirect: 'manual',
      headers: { accept },
      signal: AbortSignal.timeout(timeLimit),
    });
    const { status, headers, body } = response;
    const type = headers.get('content-type') ?? undefined;
    const isRead = isReadable(status, type) && body !== null;
    if (!isRead) await body?.cancel();
    return {
      status,
      type,
      bytes: isRead ? await readWithin(body, maximumBytes) : new Uint8Array(),
      headers: Object.fromEntries(headers),
    };
  };
};
