import { type AccessToken, TemporarilyUnavailable } from '@codegrant/server';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { accessTokenOf } from './access-token-claims.ts';
import { signingAlgorithms } from './signing-algorithm.ts';

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

/**
 * Verifies a token, and returns what it says. `undefined` if it is none, whatever is wrong with it.
 *
 * @param keyOf finds the key that a token names
 * @throws {TemporarilyUnavailable} if `keyOf` does
 * @see RFC 9068 §4
 */
export const findToken = async (
  token: unknown,
  keyOf: JWTVerifyGetKey,
  { issuer, audience, now }: Expected,
): Promise<AccessToken | undefined> => {
  if (typeof token !== 'string' || !compactForm.test(token)) return undefined;
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      // RFC 8725 §3.1: the list decides, and not the header of the token.
      algorithms: [...signingAlgorithms],
      // RFC 9068 §5: no other JWT that is signed with the same key, for example an ID token, is an access token.
      typ: 'at+jwt',
      issuer,
      ...(audience === undefined ? {} : { audience: [...audience] }),
      requiredClaims: ['exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
      currentDate: new Date(now * 1000),
    });
    return accessTokenOf(payload);
  } catch (cause) {
    if (cause instanceof TemporarilyUnavailable) throw cause;
    return undefined;
  }
};
