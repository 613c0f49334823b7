import type { Client } from '../../../client/client.ts';
import type { ConsentKeys } from '../../../crypto/consent-keys.ts';
import type { Entropy } from '../../../crypto/entropy.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { Owner } from '../owner/identify.ts';
import type { AuthorizationRequest } from '../request/authorization-request.ts';
import { consentTokenId, signConsentToken } from './consent-token.ts';
import { type AnsweredRequest, isRequired, scopeToAsk } from './consent.ts';

/** One scope of a consent request. */
export interface AskedScope {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  /** Whether the resource owner must grant this scope to grant anything. */
  readonly required: boolean;
}

/** One resource of a consent request. */
export interface AskedResource {
  /** The URI of the resource. */
  readonly id: string;
  readonly name: string;
}

/** A consent request: may this client have these scopes? */
export interface ConsentQuestion {
  readonly kind: 'askConsent';
  readonly request: AuthorizationRequest;
  readonly owner: Owner;
  /** The scopes that the resource owner has not granted yet. */
  readonly scopes: readonly AskedScope[];
  /** The resources that the access token will be for. Empty if the policy has no resources. */
  readonly resources: readonly AskedResource[];
  /** The signed consent token that the answer must carry. */
  readonly consentToken: string;
}

const describe = (id: string, client: Client, policy: Policy): AskedScope => {
  const about = policy.scopes.get(id);
  return { id, name: about?.name ?? id, description: about?.description, required: isRequired(id, client, policy) };
};

/** The name and description of each scope. */
export const describeScopes = (scope: readonly string[], client: Client, policy: Policy): readonly AskedScope[] =>
  scope.map((id) => describe(id, client, policy));

/** The name of each resource. */
export const describeResources = (resources: readonly string[], policy: Policy): readonly AskedResource[] =>
  resources.map((id) => ({ id, name: policy.resources.get(id)?.name ?? id }));

/**
 * Makes the consent request for the resource owner.
 *
 * @param query the form-urlencoded string of the authorization request, which the signed token carries through the
 *   browser
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
  return Object.freeze({
    kind: 'askConsent',
    request,
    owner,
    scopes: describeScopes(askedScope, request.client, policy),
    resources: describeResources(request.resources, policy),
    consentToken: signConsentToken(
      {
        id: consentTokenId(entropy),
        query,
        subject: owner.subject,
        issuer: policy.issuer,
        askedScope,
        askedResources: request.resources,
        expiresAt,
      },
      keys,
    ),
  });
};
