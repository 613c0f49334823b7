import { type ConsentKeys, sign } from '../crypto/consent-keys.ts';
import type { Sha256 } from '../crypto/digest.ts';
import { encodeBase64url } from '../encoding/base64url.ts';
import { hashRefreshToken, type RefreshTokenUse } from './refresh-token-record.ts';

/** The refresh token that follows a used one. */
export interface Successor {
  readonly refreshToken: string;
  readonly tokenHash: string;
}

/**
 * Makes the successor of a refresh token. The same token, salt and key make the same successor, so a client that lost the answer gets
 * it again, and the store never keeps a token that can be used.
 */
const successorOf = (key: Uint8Array, refreshToken: string, salt: string, sha256: Sha256 | undefined): Successor => {
  const successor = encodeBase64url(sign(key, 'refresh token 1', `${refreshToken}.${salt}`));
  return { refreshToken: successor, tokenHash: hashRefreshToken(successor, sha256) };
};

/** The successor that the newest key makes. */
export const newSuccessor = (
  keys: ConsentKeys,
  refreshToken: string,
  salt: string,
  sha256: Sha256 | undefined,
): Successor => successorOf(keys[0], refreshToken, salt, sha256);

/** The successor of a recorded use. `undefined` if the key that made it was removed. */
export const recordedSuccessor = (
  keys: ConsentKeys,
  refreshToken: string,
  { salt, successorHash }: RefreshTokenUse,
  sha256: Sha256 | undefined,
): Successor | undefined => {
  for (const key of keys) {
    const successor = successorOf(key, refreshToken, salt, sha256);
    if (successor.tokenHash === successorHash) return successor;
  }
  return undefined;
};
