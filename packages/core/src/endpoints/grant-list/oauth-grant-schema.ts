import * as v from 'valibot';

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
  readonly meta: {
    readonly page_number: number;
    readonly page_size: number;
    readonly total_pages: number;
    readonly total_results: number;
  };
}

const time = (says: string): v.GenericSchema<string> =>
  v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), v.description(says));

const oauthGrantSchema: v.GenericSchema<OAuthGrant> = v.strictObject({
  id: v.pipe(v.string(), v.uuid(), v.description('The identifier of the grant.')),
  record_type: v.literal('oauth_grant'),
  client_id: v.pipe(v.string(), v.description('The client that has access.')),
  scopes: v.pipe(v.array(v.string()), v.description('The granted scope tokens.')),
  resources: v.optional(
    v.pipe(v.array(v.string()), v.description('The granted resources (RFC 8707), if the server had any.')),
  ),
  created_at: time('When the client redeemed its code (RFC 3339).'),
  last_used_at: time('When the client last got tokens for the grant (RFC 3339).'),
});

const count = (says: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(says));

/** The schema of an {@link OAuthGrantResponse}. */
export const oauthGrantResponseSchema: v.GenericSchema<OAuthGrantResponse> = v.strictObject({ data: oauthGrantSchema });

/** The schema of an {@link OAuthGrantListResponse}. */
export const oauthGrantListResponseSchema: v.GenericSchema<OAuthGrantListResponse> = v.strictObject({
  data: v.pipe(v.array(oauthGrantSchema), v.description('The grants of this page, the newest first.')),
  meta: v.strictObject({
    page_number: count('The number of this page, from 1.'),
    page_size: count('How many grants a page has at most.'),
    total_pages: count('How many pages there are. 0 if there is no grant.'),
    total_results: count('How many grants there are.'),
  }),
});

/** The query of a request for the list of grants. */
interface ListQuery {
  readonly 'page[number]'?: number | undefined;
  readonly 'page[size]'?: number | undefined;
}

/** The schema of the query of a request for the list of grants. The rules validate requests, and this schema does not. */
export const listQuerySchema: v.GenericSchema<ListQuery> = v.object({
  'page[number]': v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.description('The number of the page. Default: 1.')),
  ),
  'page[size]': v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(100),
      v.description('How many grants a page has. Default: 20.'),
    ),
  ),
});
