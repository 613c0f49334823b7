import type { CryptoKey, JWK } from 'jose';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** A key that signs access tokens, or that only verifies them. */
export interface SigningKey {
  /** Names the key in tokens and in the key set. Default: `kid` of the JWK, or else the thumbprint of the key (RFC 7638). */
  readonly kid?: string | undefined;
  /** Default: `alg` of the JWK. A key without one needs it here. */
  readonly alg?: SigningAlgorithm | undefined;
  /** Signs. A JWK, as `generateSigningKey` makes it, or a `CryptoKey`. */
  readonly privateKey?: JWK | CryptoKey | undefined;
  /**
   * Verifies. Needed for a key that does not sign, before it signs or after it signed, and beside a `privateKey` that is a `CryptoKey` and
   * cannot be exported. Otherwise it is made from `privateKey`.
   */
  readonly publicKey?: JWK | CryptoKey | undefined;
}

/** A public key as it is published: RFC 7517 §4, without any private member. */
export interface PublicJwk {
  readonly kty: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
  readonly use: 'sig';
  readonly alg: SigningAlgorithm;
  readonly kid: string;
}

/** The public keys of a server: a JWK set (RFC 7517 §5). */
export interface KeySet {
  readonly keys: readonly PublicJwk[];
}

/** Which part of a key pair a key is. */
export type Part = 'private' | 'public';

/** RFC 7517 §4.3: what a key of each part does. */
export const operationOf: Readonly<Record<Part, 'sign' | 'verify'>> = { private: 'sign', public: 'verify' };

/** Whether a value is a `CryptoKey`, also one of another realm. */
export const isCryptoKey = (value: unknown): value is CryptoKey =>
  typeof value === 'object' && value !== null && Reflect.get(value, Symbol.toStringTag) === 'CryptoKey';

const isJwk = (key: JWK | CryptoKey | undefined): key is JWK => key !== undefined && !isCryptoKey(key);

/** The algorithm of a key, and its name if it was given one. */
export const namesOf = ({
  kid,
  alg,
  privateKey,
  publicKey,
}: SigningKey): { readonly kid: unknown; readonly alg: unknown } => {
  const jwks = [privateKey, publicKey].filter(isJwk);
  return {
    kid: kid ?? jwks.find((jwk) => jwk.kid !== undefined)?.kid,
    alg: alg ?? jwks.find((jwk) => jwk.alg !== undefined)?.alg,
  };
};
