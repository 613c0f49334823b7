import type { AccessToken, IssuedTokens, TokenFinder, TokenGrant, Tokens } from '@codegrant/server';
import { clockOf, systemNow } from '@codegrant/server/internal';
import { createLocalJWKSet, type CryptoKey, SignJWT } from 'jose';
import { claimsOf, expiryOf } from './access-token-claims.ts';
import { findToken } from './find-token.ts';
import { checkJwtTokens, type JwtTokensSettings } from './jwt-tokens-settings.ts';
import { type FindKey, findKeyIn } from './find-key.ts';
import { keptOnce } from './kept-once.ts';
import { prepareKeys } from './prepared-keys.ts';
import type { KeySet, PublicJwk, SigningKey } from './signing-key.ts';

/** Tokens that are JWTs. */
export interface JwtTokens extends Tokens, TokenFinder {
  readonly issue: (grant: TokenGrant) => Promise<IssuedTokens>;
  readonly find: (accessToken: string) => Promise<AccessToken | undefined>;
  /** The public keys. */
  readonly jwks: () => Promise<KeySet>;
}

/** The keys, ready for use. */
interface Signer {
  readonly privateKey: CryptoKey;
  readonly jwk: PublicJwk;
  readonly keySet: KeySet;
  readonly findKey: FindKey;
}

/** Every key was imported before. */
const unusable = (cause: unknown): Error => new Error('A key of jwtTokens cannot be used.', { cause });

const signerOf = async (keys: readonly SigningKey[]): Promise<Signer> => {
  const prepared = await prepareKeys(keys);
  const keySet: KeySet = { keys: prepared.map(({ jwk }) => jwk) };
  const [first] = prepared;
  if (first?.privateKey === undefined) throw new TypeError('keys[0] must have a privateKey.');
  const { jwk, privateKey } = first;
  const findKey = findKeyIn(createLocalJWKSet({ keys: [...keySet.keys] }), unusable);
  return { privateKey, jwk, keySet, findKey };
};

/**
 * Access tokens that are JWTs (RFC 9068). APIs verify them without a request to the server, with the public keys that it serves at its
 * endpoint `jwks`.
 *
 * A JWT cannot be revoked before it expires: until then, an API that asks nobody accepts it. So tokens are short-lived. If you pass `grants`, the
 * server itself, its introspection endpoint included, refuses tokens of a revoked grant at once.
 *
 * @returns the option `tokens` of `createAuthorizationServer`. The keys are imported at first use. `await tokens.jwks()` does it at startup
 * @throws {InvalidSettings} if a setting is invalid. A key that cannot be imported rejects the first use
 * @example
 * const tokens = jwtTokens({
 *   issuer: 'https://login.example',
 *   audience: 'https://api.example',
 *   keys: [{ privateKey: await generateSigningKey('ES256') }],
 * });
 * await tokens.jwks(); // { keys: [{ kty: 'EC', crv: 'P-256', x: …, y: …, use: 'sig', alg: 'ES256', kid: … }] }
 */
export const jwtTokens = (settings: JwtTokensSettings): JwtTokens => {
  checkJwtTokens(settings);
  const { issuer, audience, keys, lifetimeSeconds = 300, grants, now = systemNow } = settings;
  const clock = clockOf('jwtTokens', now);
  const signer = keptOnce(() => signerOf(keys));
  const isRevoked = async ({ subject, grantId }: AccessToken): Promise<boolean> => {
    // A client that acts for itself has no grant of a user that could be revoked.
    if (grants === undefined || subject === undefined) return false;
    return grantId === undefined || ((await grants.findGrant(subject, grantId)) ?? undefined) === undefined;
  };
  return {
    issue: async (grant) => {
      const { privateKey, jwk } = await signer();
      const issuedAt = clock();
      const accessToken = await new SignJWT(claimsOf(grant, { issuer, audience, lifetimeSeconds }, issuedAt))
        .setProtectedHeader({ alg: jwk.alg, typ: 'at+jwt', kid: jwk.kid })
        .sign(privateKey);
      return { accessToken, expiresIn: expiryOf(grant, lifetimeSeconds, issuedAt) - issuedAt };
    },
    find: async (accessToken) => {
      const { findKey } = await signer();
      const found = await findToken(accessToken, findKey, { issuer, audience: undefined, now: clock() });
      return found === undefined || (await isRevoked(found)) ? undefined : found;
    },
    // A grant is revoked in the port grants. The signature of a token stays valid.
    revoke: () => {},
    jwks: async () => (await signer()).keySet,
  };
};
