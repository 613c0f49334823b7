import { type SourceSettings, takeLimit, TemporarilyUnavailable } from '@codegrant/server';
import { largestDocument } from '@codegrant/server/internal';
import { isFetchRefused } from './fetch-refused.ts';
import type { FetchedResponse, GuardedFetch } from './fetched-response.ts';

/** A response, now or from before, or why there is none that may be used. */
export type FetchedDocument =
  | { readonly kind: 'fetched' | 'kept'; readonly response: FetchedResponse }
  | { readonly kind: 'refused'; readonly problem: string };

/** @returns a promise that rejects with `LimitReached` if too many documents of the host were fetched */
export const takeFromLimit = async (url: string, { limits }: SourceSettings): Promise<void> => {
  const { host } = new URL(url);
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
 * Fetches a document.
 *
 * @returns a promise that rejects with {@link TemporarilyUnavailable} if there is no response now
 */
export const fetchDocument = async (url: string, fetch: GuardedFetch): Promise<FetchedDocument> => {
  const document = await fetched(url, fetch);
  if (document.kind !== 'refused' && isOutage(document.response.status))
    throw unavailable(url, `its server answered with the status ${document.response.status}`);
  return document;
};
