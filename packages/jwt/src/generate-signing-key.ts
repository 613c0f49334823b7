import { InvalidSettings } from '@codegrant/server';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { isSigningAlgorithm, type SigningAlgorithm, signingAlgorithms } from './signing-algorithm.ts';

/**
 * Makes a private key, as a JWK with `alg`, `use`, and a `kid` that is its thumbprint (RFC 7638). Keep it secret: whoever has it can issue
 * tokens.
 *
 * @param alg Default: `ES256`
 * @throws {InvalidSettings} if the algorithm is not one of {@link SigningAlgorithm}
 * @example
 * console.log(JSON.stringify(await generateSigningKey('ES256')));
 */
export const generateSigningKey = async (alg: SigningAlgorithm = 'ES256'): Promise<JWK> => {
  if (!isSigningAlgorithm(alg))
    throw new InvalidSettings('generateSigningKey', [
      `alg is ${JSON.stringify(alg)}, but must be one of ${signingAlgorithms.join(', ')}.`,
    ]);
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, use: 'sig', alg, kid: await calculateJwkThumbprint(jwk) };
};
