import { type SourceSettings, takeLimit, TemporarilyUnavailable } from '@codegrant/server';
import { largestDocument } from '@codegrant/server/internal';
import { isFetchRefused } from './fetch-refused.ts';
import type { FetchedResponse, GuardedFetch } from './fetched-response.ts';

/** A response, or why the document must not be used. */
export type FetchedDocument =
  | { readonly kind: 'fetched'; readonly response: FetchedResponse }
  | { readonly kind: 'refused'; readonly problem: string };

const takeFromLimit = async (host: string, { limits }: SourceSettings): Promise<void> => {
  if (limits !== undefined)
    await takeLimit(limits, `document:${host}`, 1, `Too many client metadata documents of ${host} were fetched.`);
};

// RFC 9110 §15.6, RFC 6585 §4: it can be over soon.
const isOutage = (status: number): boolean => status >= 500 || status === 429;

const unavailable = (url: string, cause: unknown): TemporarilyUnavailable =>
  new TemporarilyUnavailable(`The client metadata document ${url} cannot be fetched: ${String(cause)}`, { cause });

const fetched = async (url: string, fetch: GuardedFetch): Promise<FetchedDocument> => {
  try {
    const response = await fetch(url, { maximumBytes: largestDocument, type: 'application/json' });
    return { kind: 'fetched', response };
  } catch (cause) {
    if (isFetchRefused(cause)) return { kind: 'refused', problem: cause.message };
    throw unavailable(url, cause);
  }
};

/**
 * Fetches a document, if its host is within its limit.
 *
 * @returns a promise that rejects with `LimitReached`, or with {@link TemporarilyUnavailable} if there is no response now
 */
export const fetchDocument = async (
  url: string,
  fetch: GuardedFetch,
  settings: SourceSettings,
): Promise<FetchedDocument> => {
  await takeFromLimit(new URL(url).host, settings);
  const document = await fetched(url, fetch);
  if (document.kind === 'fetched' && isOutage(document.response.status))
    throw unavailable(url, `its server answered with the status ${document.response.status}`);
  return document;
};
