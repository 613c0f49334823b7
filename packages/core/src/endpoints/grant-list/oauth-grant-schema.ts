import * as v from 'valibot';
import { pageMetaSchema, pageQueryMembers, timeSchema } from './list-schemas.ts';
import type { PageMeta } from './page-meta.ts';

/** A grant, in the replies of the list of grants. */
export interface OAuthGrant {
  readonly id: string;
  readonly record_type: 'oauth_grant';
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly resources?: readonly string[] | undefined;
  readonly created_at: string;
  readonly last_used_at: string;
}

/** The reply with one grant. */
export interface OAuthGrantResponse {
  readonly data: OAuthGrant;
}

/** The reply with a page of grants. */
export interface OAuthGrantListResponse {
  readonly data: readonly OAuthGrant[];
  readonly meta: PageMeta;
}

const oauthGrantSchema: v.GenericSchema<OAuthGrant> = v.strictObject({
  id: v.pipe(v.string(), v.uuid(), v.description('The identifier of the grant.')),
  record_type: v.literal('oauth_grant'),
  client_id: v.pipe(v.string(), v.description('The client that has access.')),
  scopes: v.pipe(v.array(v.string()), v.description('The granted scope tokens.')),
  resources: v.optional(
    v.pipe(v.array(v.string()), v.description('The granted resources (RFC 8707), if the server had any.')),
  ),
  created_at: timeSchema('When the client redeemed its code (RFC 3339).'),
  last_used_at: timeSchema('When the client last got tokens for the grant (RFC 3339).'),
});

/** The schema of an {@link OAuthGrantResponse}. */
export const oauthGrantResponseSchema: v.GenericSchema<OAuthGrantResponse> = v.strictObject({ data: oauthGrantSchema });

/** The schema of an {@link OAuthGrantListResponse}. */
export const oauthGrantListResponseSchema: v.GenericSchema<OAuthGrantListResponse> = v.strictObject({
  data: v.pipe(v.array(oauthGrantSchema), v.description('The grants of this page, the newest first.')),
  meta: pageMetaSchema('grant', 'How many grants there are.'),
});

/** The query of a request for the list of grants. */
interface ListQuery {
  readonly 'page[number]'?: number | undefined;
  readonly 'page[size]'?: number | undefined;
}

/** The schema of the query of a request for the list of grants. The rules validate requests, and this schema does not. */
export const listQuerySchema: v.GenericSchema<ListQuery> = v.object(pageQueryMembers('grants'));
