import { type CodeRecord, hashCode } from '../../code/code-record.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import { randomString } from '../../crypto/random-string.ts';
import { ownCopy } from '../../encoding/own-copy.ts';
import { joinScope } from '../../encoding/scope.ts';
import type { Recipient } from '../../errors/rejection.ts';
import { joinResources } from '../../resource/recorded-resources.ts';
import type { Grant } from './consent/consent.ts';

/** A code for the client, and the record to store first. */
export interface Issued extends Recipient {
  readonly kind: 'issue';
  readonly code: string;
  readonly record: CodeRecord;
  readonly grant: Grant;
}

const recordOf = ({ request, policy, owner, scope }: Grant, codeHash: string, now: number): CodeRecord => {
  const { client, redirectUri, codeChallenge, resources, parameters } = request;
  return {
    codeHash,
    clientId: client.client_id,
    // RFC 6749 §4.1.2 and RFC 7636 §4.4: the code is bound to the client, its redirect URI and its challenge.
    redirectUri,
    subject: owner.subject,
    scope: ownCopy(joinScope(scope)),
    codeChallenge: codeChallenge && ownCopy(codeChallenge.value),
    codeChallengeMethod: codeChallenge?.method ?? 'none',
    resources: joinResources(resources),
    parameters,
    authTime: owner.authTime,
    expiresAt: now + policy.codeLifetimeSeconds,
  };
};

/**
 * Issues the code for a grant: 43 base64url characters from 32 random bytes.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @see RFC 6749 §4.1.2
 */
export const issue = (grant: Grant, now: number, entropy: Entropy, hash?: Sha256): Issued => {
  const code = randomString(entropy);
  return Object.freeze({
    kind: 'issue',
    client: grant.request.client,
    redirectUri: grant.request.redirectUri,
    state: grant.request.state,
    code,
    record: recordOf(grant, hashCode(code, hash), now),
    grant,
  });
};
