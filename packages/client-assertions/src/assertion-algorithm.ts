/** What a key must be to fit an algorithm. */
interface KeyShape {
  /** RFC 7517 §4.1 */
  readonly kty: 'EC' | 'OKP' | 'RSA';
  readonly crv: 'P-256' | 'Ed25519' | undefined;
}

const rsa: KeyShape = { kty: 'RSA', crv: undefined };

/** RFC 9864 §2.2: `Ed25519` says what `EdDSA` leaves open. Both use the same keys. */
const ed25519: KeyShape = { kty: 'OKP', crv: 'Ed25519' };

/**
 * An algorithm that a client can sign with. None of them is symmetric, and `none` is not among them: whoever can verify an assertion must not
 * be able to make one.
 */
export type AssertionAlgorithm = 'ES256' | 'PS256' | 'RS256' | 'EdDSA' | 'Ed25519';

const keyShapes: Readonly<Record<AssertionAlgorithm, KeyShape>> = {
  ES256: { kty: 'EC', crv: 'P-256' },
  PS256: rsa,
  RS256: rsa,
  EdDSA: ed25519,
  Ed25519: ed25519,
};

/** Every algorithm. */
export const assertionAlgorithms: readonly AssertionAlgorithm[] = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];

/** Whether a value names an algorithm of {@link AssertionAlgorithm}. */
export const isAssertionAlgorithm = (value: unknown): value is AssertionAlgorithm =>
  typeof value === 'string' && Object.hasOwn(keyShapes, value);

/** Whether a public key fits an algorithm: its type, and what it says about itself. */
export const fitsAlgorithm = (jwk: Readonly<Record<string, unknown>>, algorithm: AssertionAlgorithm): boolean => {
  const { kty, crv } = keyShapes[algorithm];
  return (
    jwk['kty'] === kty &&
    (crv === undefined || jwk['crv'] === crv) &&
    (jwk['alg'] === undefined || jwk['alg'] === algorithm) &&
    (jwk['use'] === undefined || jwk['use'] === 'sig')
  );
};
