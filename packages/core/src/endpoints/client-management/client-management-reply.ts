import type { ManagedClient } from '../../client/managed-client.ts';
import { problemFields } from '../../client/problem-fields.ts';
import { splitScope } from '../../encoding/scope.ts';
import { errorOfStatus } from '../../errors/error-reply.ts';
import { refusalJsonReply } from '../../errors/refusal-reply.ts';
import type { Refusal } from '../../errors/refusal.ts';
import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { rfc3339 } from '../../http/rfc3339.ts';
import { noStore } from '../../http/security-headers.ts';
import type { Policy } from '../../settings/policy.ts';
import { pageMetaOf } from '../grant-list/page-meta.ts';
import type { CreatedManagedClient, ListedClients, OneManagedClient, RefusedClient } from './manage-clients.ts';
import type {
  OAuthClient,
  OAuthClientErrorResponse,
  OAuthClientListResponse,
  OAuthClientResponse,
} from './oauth-client-schema.ts';

/** What happens to a request that manages clients. */
export type ClientManagementOutcome = ListedClients | CreatedManagedClient | OneManagedClient | RefusedClient | Refusal;

const oauthClientOf = (client: ManagedClient, { scopes }: Pick<Policy, 'scopes'>): OAuthClient => {
  const { metadata, clientType, createdAt, updatedAt, orgId = '', userId = '' } = client;
  return {
    record_type: 'oauth_client',
    client_id: metadata.client_id,
    name: metadata.client_name ?? metadata.client_id,
    org_id: orgId,
    user_id: userId,
    client_type: clientType,
    require_pkce: metadata.require_pkce ?? true,
    // Without a scope, a client may request every scope of the policy.
    allowed_scopes: metadata.scope === undefined ? [...scopes.keys()] : (splitScope(metadata.scope) ?? []),
    allowed_grant_types: metadata.grant_types ?? ['authorization_code'],
    redirect_uris: metadata.redirect_uris ?? [],
    logo_uri: metadata.logo_uri ?? null,
    tos_uri: metadata.tos_uri ?? null,
    policy_uri: metadata.policy_uri ?? null,
    created_at: rfc3339(createdAt),
    updated_at: rfc3339(updatedAt),
  };
};

const listOf = (page: ListedClients, policy: Pick<Policy, 'scopes'>): OAuthClientListResponse => ({
  data: page.clients.map((client) => oauthClientOf(client, policy)),
  meta: pageMetaOf(page),
});

const errorOf = ({ rule, problems }: RefusedClient): OAuthClientErrorResponse => ({
  error: rule.verdict.error ?? errorOfStatus(rule.verdict.status),
  error_description: rule.message,
  invalid_fields: problemFields(problems),
});

/** Turns clients that a manager asked for, or the error, into an HTTP reply. Only a creation has a secret. */
export const clientManagementReply = (outcome: ClientManagementOutcome, policy: Pick<Policy, 'scopes'>): Reply => {
  switch (outcome.kind) {
    case 'refuse':
      return refusalJsonReply(outcome, 'clients');
    case 'refuseClient':
      return jsonReply(outcome.rule.verdict.status, errorOf(outcome));
    case 'listClients':
      return jsonReply(200, listOf(outcome, policy));
    case 'createClient': {
      const { client, secret } = outcome;
      const data = { ...oauthClientOf(client, policy), ...(secret === undefined ? {} : { client_secret: secret }) };
      const response: OAuthClientResponse = { data };
      return jsonReply(201, response);
    }
    case 'findClient':
    case 'changeClient': {
      const response: OAuthClientResponse = { data: oauthClientOf(outcome.client, policy) };
      return jsonReply(200, response);
    }
    case 'deleteClient':
      return { status: 204, headers: noStore, body: '' };
  }
};
