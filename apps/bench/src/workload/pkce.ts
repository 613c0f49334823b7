import { createHash } from 'node:crypto';

/** A code verifier and its S256 challenge (RFC 7636 §4.1 and §4.2). */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The verifier and the challenge of one request: the same in every process and in every run. */
export const pkceOf = (index: number): Pkce => {
  const verifier = sha256(`verifier ${index}`) + sha256(`rest ${index}`).slice(0, 21);
  return { verifier, challenge: sha256(verifier) };
};
