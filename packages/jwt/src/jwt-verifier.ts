import type { AccessToken, TokenFinder } from '@codegrant/server';
import { clockOf, systemNow } from '@codegrant/server/internal';
import { copiedKeys } from './copied-keys.ts';
import type { FindKey } from './find-key.ts';
import { findToken } from './find-token.ts';
import {
  checkJwtVerifier,
  type CopiedKeys,
  type JwtVerifierSettings,
  type PublishedKeys,
} from './jwt-verifier-settings.ts';
import { remoteKeys } from './remote-keys.ts';

/** Finds valid tokens. */
export interface JwtVerifier extends TokenFinder {
  readonly find: (accessToken: string) => Promise<AccessToken | undefined>;
}

const findKeyOf = (settings: PublishedKeys | CopiedKeys): FindKey => {
  if (settings.keys !== undefined) return copiedKeys(settings.keys);
  const { jwksUri, fetch, timeoutMilliseconds = 5000, cooldownSeconds = 30, maxAgeSeconds = 600 } = settings;
  return remoteKeys({ jwksUri, fetch, timeoutMilliseconds, cooldownSeconds, maxAgeSeconds });
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
  const findKey = findKeyOf(settings);
  return {
    find: async (accessToken) => findToken(accessToken, findKey, { issuer, audience: [audience].flat(), now: clock() }),
  };
};
