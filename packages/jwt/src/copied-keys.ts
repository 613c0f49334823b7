import { InvalidSettings } from '@codegrant/server';
import { calculateJwkThumbprint, createLocalJWKSet, type JWK } from 'jose';
import { type FindKey, findKeyIn } from './find-key.ts';
import { keptOnce } from './kept-once.ts';

/** A key without a name has its thumbprint as its name, as the server names it. */
const named = async (jwk: JWK): Promise<JWK> => ({ ...jwk, kid: jwk.kid ?? (await calculateJwkThumbprint(jwk)) });

/**
 * Finds keys in a list of public JWKs.
 *
 * @returns a function that rejects with {@link InvalidSettings} if a key that a token names cannot be used
 */
export const copiedKeys = (keys: readonly JWK[]): FindKey => {
  const findKey = keptOnce(async () =>
    findKeyIn(
      createLocalJWKSet({ keys: await Promise.all(keys.map(named)) }),
      (cause) => new InvalidSettings('jwtVerifier', [`A key of keys cannot be used: ${String(cause)}`]),
    ),
  );
  return async (header) => (await findKey())(header);
};
