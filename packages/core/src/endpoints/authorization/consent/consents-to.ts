import { readLoopbackUri } from '../../../redirect-uri/loopback.ts';
import { resourcesOfScope } from '../../../settings/known-resources.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { AuthorizationRequest } from '../request/authorization-request.ts';

/** The members of a request that a consent is bound to. */
type Consented = Pick<AuthorizationRequest, 'client' | 'redirectUri' | 'resources'>;

/**
 * Consent to a client that is not trusted is for one redirect URI: its publisher can add others. A native app has another
 * port each time (RFC 8252 §7.3).
 */
const boundTo = ({ client, redirectUri }: Consented): string =>
  client.trusted ? '' : `redirect_uri=${readLoopbackUri(redirectUri)?.withoutPort ?? redirectUri}#`;

/**
 * What is remembered if a resource owner allows a scope: the scope token, or one string for each resource that the scope
 * belongs to. The first number sign ends the redirect URI or the resource, which have none themselves. So the strings are
 * scope tokens too, and every store of consent keeps them.
 */
export const consentsTo = (scope: string, request: Consented, policy: Policy): readonly string[] => {
  const start = boundTo(request);
  return request.resources.length === 0
    ? [start + scope]
    : resourcesOfScope(scope, request.resources, policy).map((resource) => `${start}${resource}#${scope}`);
};
