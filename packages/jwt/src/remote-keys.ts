import { TemporarilyUnavailable } from '@codegrant/server';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose';

/** How the keys of a server are fetched and kept. */
export interface RemoteKeysSettings {
  readonly jwksUri: string;
  readonly fetch: FetchImplementation | undefined;
  readonly timeoutMilliseconds: number;
  readonly cooldownSeconds: number;
  readonly maxAgeSeconds: number;
}

/** Whether the token names a key that the server does not have, or has twice. */
const isFaultOfToken = (cause: unknown): boolean =>
  cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys;

/**
 * Finds keys in the key set of a server. It is fetched at first use, when it is too old, and when a token names a key that is not in it, but
 * not more often than the cooldown allows.
 *
 * @throws {TemporarilyUnavailable} if the key set cannot be fetched, or has keys that cannot be used
 */
export const remoteKeys = (settings: RemoteKeysSettings): JWTVerifyGetKey => {
  const { jwksUri, fetch, timeoutMilliseconds, cooldownSeconds, maxAgeSeconds } = settings;
  const keyOf = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: timeoutMilliseconds,
    cooldownDuration: cooldownSeconds * 1000,
    cacheMaxAge: maxAgeSeconds * 1000,
    ...(fetch === undefined ? {} : { [customFetch]: fetch }),
  });
  return async (header, token) => {
    try {
      return await keyOf(header, token);
    } catch (cause) {
      if (isFaultOfToken(cause)) throw cause;
      throw new TemporarilyUnavailable(`The keys at ${jwksUri} cannot be read: ${String(cause)}`, { cause });
    }
  };
};
