import type { AccessToken } from '@codegrant/server';
import { type CryptoKey, decodeProtectedHeader, type JWSHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import { accessTokenOf } from './access-token-claims.ts';
import type { FindKey } from './find-key.ts';
import { isSigningAlgorithm } from './signing-algorithm.ts';

/** What a token must be: see RFC 9068 §4. */
export interface Expected {
  readonly issuer: string;
  /** One of them must be in `aud`. `undefined`: any audience. */
  readonly audience: readonly string[] | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** RFC 7515 §7.1. The decoders of platforms forgive more, such as white space, so one token would have many spellings. */
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** The header of a token with an algorithm of this package. The list decides, and not the token (RFC 8725 §3.1). */
const headerOf = (token: string): (JWSHeaderParameters & { readonly alg: string }) | undefined => {
  try {
    const { alg, ...header } = decodeProtectedHeader(token);
    return isSigningAlgorithm(alg) ? { ...header, alg } : undefined;
  } catch {
    return undefined;
  }
};

const verified = async (
  token: string,
  key: CryptoKey,
  alg: string,
  { issuer, audience, now }: Expected,
): Promise<JWTPayload | undefined> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [alg],
      // RFC 9068 §5: no other JWT that is signed with the same key, for example an ID token, is an access token.
      typ: 'at+jwt',
      issuer,
      ...(audience === undefined ? {} : { audience: [...audience] }),
      requiredClaims: ['exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
      currentDate: new Date(now * 1000),
    });
    return payload;
  } catch {
    return undefined;
  }
};

/**
 * Verifies a token, and returns what it says. `undefined` if it is none, whatever is wrong with it. Rejects only if `findKey` does.
 *
 * @see RFC 9068 §4
 */
export const findToken = async (
  token: unknown,
  findKey: FindKey,
  expected: Expected,
): Promise<AccessToken | undefined> => {
  if (typeof token !== 'string' || !compactForm.test(token)) return undefined;
  const header = headerOf(token);
  const key = header && (await findKey(header));
  const claims = key && (await verified(token, key, header.alg, expected));
  return claims && accessTokenOf(claims);
};
