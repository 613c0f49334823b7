/** What a key must be to fit an algorithm. */
interface KeyShape {
  /** RFC 7517 §4.1 */
  readonly kty: 'EC' | 'OKP' | 'RSA';
  readonly crv: 'P-256' | 'Ed25519' | undefined;
  /** The name of the algorithm in Web Crypto. */
  readonly name: 'ECDSA' | 'Ed25519' | 'RSASSA-PKCS1-v1_5';
  /** The members of a public JWK besides `kty` and `crv`: RFC 7518 §6, RFC 8037 §2. */
  readonly members: readonly ('x' | 'y' | 'n' | 'e')[];
}

/** RFC 9864 §2.2: `Ed25519` says what `EdDSA` leaves open. Both use the same keys. */
const ed25519: KeyShape = { kty: 'OKP', crv: 'Ed25519', name: 'Ed25519', members: ['x'] };

/**
 * An algorithm that access tokens can be signed with. Symmetric algorithms and `none` are not among them (RFC 9068 §2.1): an API that
 * verifies tokens must not be able to issue them.
 */
export type SigningAlgorithm = 'ES256' | 'RS256' | 'EdDSA' | 'Ed25519';

/** The key that each algorithm needs. */
export const keyShapes: Readonly<Record<SigningAlgorithm, KeyShape>> = {
  ES256: { kty: 'EC', crv: 'P-256', name: 'ECDSA', members: ['x', 'y'] },
  RS256: { kty: 'RSA', crv: undefined, name: 'RSASSA-PKCS1-v1_5', members: ['n', 'e'] },
  EdDSA: ed25519,
  Ed25519: ed25519,
};

/** The names of the algorithms. */
export const signingAlgorithms: readonly string[] = Object.keys(keyShapes);

/** Whether a value names an algorithm of {@link SigningAlgorithm}. */
export const isSigningAlgorithm = (value: unknown): value is SigningAlgorithm =>
  typeof value === 'string' && Object.hasOwn(keyShapes, value);

/** RFC 7518 §3.3: the fewest bits of an RSA key. */
export const fewestRsaBits = 2048;
