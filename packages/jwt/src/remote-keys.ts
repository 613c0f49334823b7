import { TemporarilyUnavailable } from '@codegrant/server';
import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose';
import { type FindKey, findKeyIn } from './find-key.ts';

/** How the keys of a server are fetched and kept. */
export interface RemoteKeysSettings {
  readonly jwksUri: string;
  readonly fetch: FetchImplementation | undefined;
  readonly timeoutMilliseconds: number;
  readonly cooldownSeconds: number;
  readonly maxAgeSeconds: number;
}

/**
 * Finds keys in the key set of a server. It is fetched at first use, when it is too old, and when a token names a key that is not in it, but
 * not more often than the cooldown allows.
 *
 * @returns a function that rejects with {@link TemporarilyUnavailable} if the key set cannot be fetched, or has keys that cannot be used
 */
export const remoteKeys = (settings: RemoteKeysSettings): FindKey => {
  const { jwksUri, fetch, timeoutMilliseconds, cooldownSeconds, maxAgeSeconds } = settings;
  const keySet = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: timeoutMilliseconds,
    cooldownDuration: cooldownSeconds * 1000,
    cacheMaxAge: maxAgeSeconds * 1000,
    ...(fetch === undefined ? {} : { [customFetch]: fetch }),
  });
  return findKeyIn(
    keySet,
    (cause) => new TemporarilyUnavailable(`The keys at ${jwksUri} cannot be read: ${String(cause)}`, { cause }),
  );
};
