import type { AccessToken, TokenFinder } from '@codegrant/server';
import { clockOf, systemNow } from '@codegrant/server/internal';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import { findToken } from './find-token.ts';
import {
  checkJwtVerifier,
  type CopiedKeys,
  type JwtVerifierSettings,
  type PublishedKeys,
} from './jwt-verifier-settings.ts';
import { keptOnce, prepareKeys } from './prepared-keys.ts';
import { remoteKeys } from './remote-keys.ts';

/** Finds valid tokens. */
export interface JwtVerifier extends TokenFinder {
  readonly find: (accessToken: string) => Promise<AccessToken | undefined>;
}

const localKeys = (keys: readonly JWK[]): (() => Promise<JWTVerifyGetKey>) =>
  keptOnce(async () => {
    const prepared = await prepareKeys(
      keys.map((publicKey) => ({ publicKey })),
      'jwtVerifier',
    );
    return createLocalJWKSet({ keys: prepared.map(({ jwk }) => jwk) });
  });

const keysOf = (settings: PublishedKeys | CopiedKeys): (() => Promise<JWTVerifyGetKey>) => {
  if (settings.keys !== undefined) return localKeys(settings.keys);
  const { jwksUri, fetch, timeoutMilliseconds = 5000, cooldownSeconds = 30, maxAgeSeconds = 600 } = settings;
  const keyOf = remoteKeys({ jwksUri, fetch, timeoutMilliseconds, cooldownSeconds, maxAgeSeconds });
  return async () => keyOf;
};

/**
 * Verifies JWT access tokens (RFC 9068 §4) in an API, on any machine, with the public keys of the server. It cannot see that a token was
 * revoked before it expires: ask the server's introspection endpoint where that matters.
 *
 * @returns `find`, which resolves to what a token is for, or to `undefined` if it is not valid here. It rejects with
 *   `TemporarilyUnavailable` if the keys cannot be fetched
 * @throws {InvalidSettings} if a setting is invalid
 * @example
 * const { find } = jwtVerifier({
 *   issuer: 'https://login.example',
 *   audience: 'https://api.example',
 *   jwksUri: 'https://login.example/oauth/jwks',
 * });
 * await find('no-such-token'); // undefined
 */
export const jwtVerifier = (settings: JwtVerifierSettings): JwtVerifier => {
  checkJwtVerifier(settings);
  const { issuer, audience, now = systemNow } = settings;
  const clock = clockOf('jwtVerifier', now);
  const keys = keysOf(settings);
  return {
    find: async (accessToken) =>
      findToken(accessToken, await keys(), { issuer, audience: [audience].flat(), now: clock() }),
  };
};
