import { type CryptoKey, errors, type JWSHeaderParameters } from 'jose';

/**
 * Finds the key that the header of a token names. `undefined`: there is none, or it is not clear which one. Rejects if the keys
 * themselves cannot be used.
 */
export type FindKey = (header: JWSHeaderParameters) => Promise<CryptoKey | undefined>;

/**
 * Finds keys in a key set of jose.
 *
 * @param keySet what `createLocalJWKSet` or `createRemoteJWKSet` returns
 * @param onUnusable makes the error if the keys cannot be used
 */
export const findKeyIn =
  (keySet: (header: JWSHeaderParameters) => Promise<CryptoKey>, onUnusable: (cause: unknown) => Error): FindKey =>
  async (header) => {
    try {
      return await keySet(header);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
        return undefined;
      throw onUnusable(cause);
    }
  };
