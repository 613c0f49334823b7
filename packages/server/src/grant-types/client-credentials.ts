import { clientCredentials as clientCredentialsGrant } from '@codegrant/core';
import { issueGrant } from './issue-grant.ts';
import type { ServedGrantType } from './served-grant-type.ts';

/**
 * Access tokens for clients themselves, without a user: confidential clients whose `grant_types` have `client_credentials`, for the scopes
 * of their registration. There is no refresh token.
 *
 * @see RFC 6749 §4.4
 * @example
 * const server = createAuthorizationServer({ ...options, grantTypes: [clientCredentials] });
 */
export const clientCredentials: ServedGrantType = {
  name: clientCredentialsGrant.name,
  *flow(request, settings, ports) {
    const outcome = yield* clientCredentialsGrant.flow(request, settings, ports);
    if (outcome.kind === 'rejectToken') return outcome;
    const { client, grant } = outcome;
    return {
      kind: 'accepted',
      grantType: clientCredentialsGrant.name,
      client,
      issue: ({ tokens }) => issueGrant(grant, tokens),
    };
  },
};
