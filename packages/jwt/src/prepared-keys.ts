import { InvalidSettings } from '@codegrant/server';
import {
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  type CryptoKey,
  exportJWK,
  importJWK,
  type JWK,
} from 'jose';
import { cryptoKeyProblems } from './crypto-key-problems.ts';
import { sameKids } from './key-problems.ts';
import { isSigningAlgorithm, keyShapes, type SigningAlgorithm } from './signing-algorithm.ts';
import { isCryptoKey, namesOf, type Part, type PublicJwk, type SigningKey } from './signing-key.ts';

/** A key that was tried. */
export interface PreparedKey {
  readonly jwk: PublicJwk;
  /** `undefined`: the key only verifies. */
  readonly privateKey: CryptoKey | undefined;
}

const importPart = async (
  key: JWK | CryptoKey,
  name: string,
  part: Part,
  alg: SigningAlgorithm,
): Promise<CryptoKey> => {
  if (isCryptoKey(key)) return key;
  const imported = await importJWK(key, alg, { extractable: part === 'public' }).catch((cause: unknown) => {
    throw new InvalidSettings('jwtTokens', [
      `${name} cannot be imported: ${String(cause)}. Make a key with generateSigningKey.`,
    ]);
  });
  const problems = isCryptoKey(imported)
    ? cryptoKeyProblems(imported, name, part, alg)
    : [`${name} must not be symmetric.`];
  if (!isCryptoKey(imported) || problems.length > 0) throw new InvalidSettings('jwtTokens', problems);
  return imported;
};

/** The members of a JWK that may be published: those of this list, so that no other one can be among them. */
const publicMembers = (jwk: JWK, alg: SigningAlgorithm): JWK & { readonly kty: string } => {
  const { kty, crv, members } = keyShapes[alg];
  return {
    kty,
    ...(crv === undefined ? {} : { crv }),
    ...Object.fromEntries(members.map((member) => [member, jwk[member]])),
  };
};

const sample = new Uint8Array([1]);

/** A pair that is none would sign tokens that no API accepts. */
const isPair = async (privateKey: CryptoKey, publicKey: CryptoKey, alg: SigningAlgorithm): Promise<boolean> => {
  const signed = await new CompactSign(sample).setProtectedHeader({ alg }).sign(privateKey);
  return compactVerify(signed, publicKey).then(
    () => true,
    () => false,
  );
};

const prepareKey = async (key: SigningKey, name: string): Promise<PreparedKey> => {
  const { kid, alg } = namesOf(key);
  const published = key.publicKey ?? key.privateKey;
  // Checked before: see keyProblems.
  if (!isSigningAlgorithm(alg) || published === undefined)
    throw new InvalidSettings('jwtTokens', [`${name} is invalid.`]);
  const privateKey =
    key.privateKey === undefined ? undefined : await importPart(key.privateKey, `${name}.privateKey`, 'private', alg);
  const jwk = publicMembers(isCryptoKey(published) ? await exportJWK(published) : published, alg);
  const publicKey = await importPart(jwk, `${name}.publicKey`, 'public', alg);
  if (privateKey !== undefined && !(await isPair(privateKey, publicKey, alg)))
    throw new InvalidSettings('jwtTokens', [`${name}.privateKey and ${name}.publicKey are not a pair.`]);
  return {
    jwk: { ...jwk, use: 'sig', alg, kid: typeof kid === 'string' ? kid : await calculateJwkThumbprint(jwk) },
    privateKey,
  };
};

/**
 * Imports keys, tries those that sign, and names those that have no name.
 *
 * @throws {InvalidSettings} if a key cannot be used, or two keys have the same name
 */
export const prepareKeys = async (keys: readonly SigningKey[]): Promise<readonly PreparedKey[]> => {
  const prepared = await Promise.all(keys.map((key, at) => prepareKey(key, `keys[${at}]`)));
  const problems = sameKids(prepared.map(({ jwk }) => jwk.kid));
  if (problems.length > 0) throw new InvalidSettings('jwtTokens', problems);
  return prepared;
};
