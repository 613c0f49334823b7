import { refusalJsonReply } from '../../errors/refusal-reply.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { OwnedGrant } from '../../grant/owned-grant.ts';
import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { rfc3339 } from '../../http/rfc3339.ts';
import type { FoundOwnGrant, RevokedOwnGrant } from './find-own-grant.ts';
import type { ListedGrants } from './list-grants.ts';
import { pageMetaOf } from './page-meta.ts';
import type { OAuthGrant, OAuthGrantListResponse, OAuthGrantResponse } from './oauth-grant-schema.ts';

const oauthGrantOf = ({ grantId, clientId, scope, resources, createdAt, lastUsedAt }: OwnedGrant): OAuthGrant => ({
  id: grantId,
  record_type: 'oauth_grant',
  client_id: clientId,
  scopes: scope,
  ...(resources.length === 0 ? {} : { resources }),
  created_at: rfc3339(createdAt),
  last_used_at: rfc3339(lastUsedAt),
});

const listOf = (page: ListedGrants): OAuthGrantListResponse => ({
  data: page.grants.map(oauthGrantOf),
  meta: pageMetaOf(page),
});

/** Turns grants that a resource owner asked for, or the error, into an HTTP reply. */
export const grantListReply = (outcome: ListedGrants | FoundOwnGrant | RevokedOwnGrant | Refusal): Reply => {
  switch (outcome.kind) {
    case 'refuse':
      return refusalJsonReply(outcome);
    case 'listGrants':
      return jsonReply(200, listOf(outcome));
    case 'findGrant':
    case 'revokeGrant': {
      const response: OAuthGrantResponse = { data: oauthGrantOf(outcome.grant) };
      return jsonReply(200, response);
    }
  }
};
