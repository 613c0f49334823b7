import { type AssertingServer, LimitReached, takeLimit, TemporarilyUnavailable } from '@codegrant/server';
import { systemNow } from '@codegrant/server/internal';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation } from 'jose';
import { fetchWithin } from './fetch-within.ts';
import type { FetchKeys } from './fetch-keys.ts';
import type { FindKey } from './find-key.ts';
import { keptFew } from './kept-few.ts';

/** How many key sets are kept. The one that was not used for the longest time is forgotten first. */
const maximumSets = 1000;

/** How long fetched keys are used. During this time, a key that a client removed still counts. */
const maxAgeSeconds = 600;

/** How long nothing is fetched after a fetch. Assertions with unknown keys must not cause one request after another. */
const cooldownSeconds = 30;

type Limited = Pick<AssertingServer, 'limits'>;

const takeFromLimit = async (url: string, { limits }: Limited): Promise<void> => {
  const { host } = new URL(url);
  if (limits !== undefined)
    await takeLimit(limits, `document:${host}`, 1, `Too many documents of ${host} were fetched.`);
};

/** After a failure, the next request waits too. */
const fetchWithPauses = (fetch: FetchKeys, server: Limited): FetchImplementation => {
  let failure: { readonly at: number; readonly cause: unknown } | undefined;
  return async (url, { signal }) => {
    if (failure !== undefined && systemNow() < failure.at + cooldownSeconds) throw failure.cause;
    await takeFromLimit(url, server);
    try {
      return await fetchWithin(url, fetch, signal);
    } catch (cause) {
      failure = { at: systemNow(), cause };
      throw cause;
    }
  };
};

const isRefused = (cause: unknown): boolean => cause instanceof Error && cause.name === 'FetchRefused';

/** What the client cannot be blamed for is no wrong key. */
const verdictFor = (cause: unknown, jwksUri: string): unknown => {
  if (cause instanceof errors.JWKSMultipleMatchingKeys || cause instanceof errors.JWKSNoMatchingKey) return cause;
  if (cause instanceof LimitReached) return cause;
  // The URL of the client must not be fetched, also not later.
  if (isRefused(cause)) return new errors.JWKSNoMatchingKey();
  return new TemporarilyUnavailable(`The keys at ${jwksUri} cannot be read: ${String(cause)}`, { cause });
};

const remoteKeysAt = (jwksUri: string, fetch: FetchKeys, server: Limited): FindKey => {
  const keySet = createRemoteJWKSet(new URL(jwksUri), {
    cooldownDuration: cooldownSeconds * 1000,
    cacheMaxAge: maxAgeSeconds * 1000,
    [customFetch]: fetchWithPauses(fetch, server),
  });
  return async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (cause) {
      throw verdictFor(cause, jwksUri);
    }
  };
};

/**
 * Finds keys in the key sets of clients. A key set is fetched at first use, when it is too old, and when an assertion names a key that is not
 * in it, but not more often than every 30 seconds.
 *
 * @returns a function that takes the URL of a key set. What it returns rejects with {@link TemporarilyUnavailable} if the key set cannot be
 *   fetched, and with `LimitReached` if the limit of its host is reached
 */
export const remoteKeys = (fetch: FetchKeys): ((jwksUri: string, server: Limited) => FindKey) => {
  const ofServers = new WeakMap<object, (jwksUri: string) => FindKey>();
  return (jwksUri, server) => {
    const kept = ofServers.get(server) ?? keptFew(maximumSets, (url) => remoteKeysAt(url, fetch, server));
    ofServers.set(server, kept);
    return kept(jwksUri);
  };
};
