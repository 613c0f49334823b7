import type { Client } from '../../../client/client.ts';
import type { ConsentKeys } from '../../../crypto/consent-keys.ts';
import type { Entropy } from '../../../crypto/entropy.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { Owner } from '../owner/identify.ts';
import type { AuthorizationRequest } from '../request/check.ts';
import { consentTokenId, signConsentToken } from './consent-token.ts';
import { type AnsweredRequest, isRequired, scopeToAsk } from './consent.ts';

/** One scope that the owner is asked for. */
export interface AskedScope {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  /** Whether it can not be left out by whoever allows the client. */
  readonly required: boolean;
}

/** A question to the owner: may this client have these scopes? */
export interface ConsentQuestion {
  readonly kind: 'askConsent';
  readonly request: AuthorizationRequest;
  readonly owner: Owner;
  /** Those scopes that the owner has not allowed yet. */
  readonly scopes: readonly AskedScope[];
  /** What the answer must bring back. */
  readonly consentToken: string;
}

const describe = (id: string, client: Client, policy: Policy): AskedScope => {
  const about = policy.scopes.get(id);
  return { id, name: about?.name ?? id, description: about?.description, required: isRequired(id, client, policy) };
};

/** What a person is told about each scope of a question. */
export const describeScopes = (scope: readonly string[], client: Client, policy: Policy): readonly AskedScope[] =>
  scope.map((id) => describe(id, client, policy));

/**
 * Puts the question to the owner.
 *
 * @param query the request's own text, which the sealed token carries through the browser
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const askConsent = (
  answered: AnsweredRequest,
  query: string,
  now: number,
  entropy: Entropy,
  keys: ConsentKeys,
): ConsentQuestion => {
  const { request, policy, owner } = answered.signedIn;
  const askedScope = scopeToAsk(answered);
  const expiresAt = now + policy.consentLifetimeSeconds;
  return {
    kind: 'askConsent',
    request,
    owner,
    scopes: describeScopes(askedScope, request.client, policy),
    consentToken: signConsentToken(
      { id: consentTokenId(entropy), query, subject: owner.subject, issuer: policy.issuer, askedScope, expiresAt },
      keys,
    ),
  };
};
