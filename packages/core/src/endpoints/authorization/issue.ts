import { encodeBase64urlNoPadding } from '@oslojs/encoding';
import type { CodeChallengeMethod } from '../../client/client-metadata.ts';
import { hashText, type Sha256 } from '../../crypto/digest.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import type { Recipient } from '../../errors/rejection.ts';
import { joinScope } from '../../encoding/scope.ts';
import type { Grant } from './consent/consent.ts';

/**
 * What a store keeps of a code: all that its redemption is held against, and of the code itself only the hash.
 * Flat and made of strings and numbers, so that it fits any database.
 */
export interface CodeRecord {
  /** SHA-256 of the code, base64url: the record's key. It is also the grant's identifier in `tokens.issue` and `tokens.revoke`. */
  readonly codeHash: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly subject: string;
  /** The granted scope, tokens with one space between them. */
  readonly scope: string;
  readonly codeChallenge: string | undefined;
  readonly codeChallengeMethod: CodeChallengeMethod | undefined;
  /** In seconds since 1970-01-01T00:00:00Z, as given. */
  readonly authTime: number | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. From then on the code is worth nothing. */
  readonly expiresAt: number;
}

/** A code that goes to the client, and the record that goes to the store first. */
export interface Issued extends Recipient {
  readonly kind: 'issue';
  readonly code: string;
  readonly record: CodeRecord;
  readonly grant: Grant;
}

/** Under which hash a store knows a code. */
export const hashCode = (code: string, hash?: Sha256): string => hashText(code, hash);

const recordOf = ({ request, policy, owner, scope }: Grant, codeHash: string, now: number): CodeRecord => ({
  codeHash,
  clientId: request.client.client_id,
  // RFC 6749 §4.1.2 and RFC 7636 §4.4: the code is bound to the client, its redirect URI and its challenge.
  redirectUri: request.redirectUri,
  subject: owner.subject,
  scope: joinScope(scope),
  codeChallenge: request.codeChallenge?.value,
  codeChallengeMethod: request.codeChallenge?.method,
  authTime: owner.authTime,
  expiresAt: now + policy.codeLifetimeSeconds,
});

/**
 * Makes the code for a grant: 43 characters of base64url from 32 random bytes.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @see RFC 6749 §4.1.2
 */
export const issue = (grant: Grant, now: number, entropy: Entropy, hash?: Sha256): Issued => {
  const code = encodeBase64urlNoPadding(entropy.subarray(0, 32));
  return {
    kind: 'issue',
    client: grant.request.client,
    redirectUri: grant.request.redirectUri,
    state: grant.request.state,
    code,
    record: recordOf(grant, hashCode(code, hash), now),
    grant,
  };
};
