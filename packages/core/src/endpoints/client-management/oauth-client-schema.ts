import * as v from 'valibot';
import type { ErrorResponse } from '../../errors/error-response-schema.ts';
import { pageMetaSchema, pageQueryMembers, timeSchema } from '../grant-list/list-schemas.ts';
import type { PageMeta } from '../grant-list/page-meta.ts';

/** A client, in the replies of the management of clients. */
export interface OAuthClient {
  readonly record_type: 'oauth_client';
  readonly client_id: string;
  readonly name: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly client_type: 'confidential' | 'public';
  readonly require_pkce: boolean;
  readonly allowed_scopes: readonly string[];
  readonly allowed_grant_types: readonly string[];
  readonly redirect_uris: readonly string[];
  readonly logo_uri: string | null;
  readonly tos_uri: string | null;
  readonly policy_uri: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly client_secret?: string | undefined;
}

/** The reply with one client. */
export interface OAuthClientResponse {
  readonly data: OAuthClient;
}

/** The reply with a page of clients. */
export interface OAuthClientListResponse {
  readonly data: readonly OAuthClient[];
  readonly meta: PageMeta;
}

/** The error of a client that was not created or changed. */
export interface OAuthClientErrorResponse extends ErrorResponse {
  /** What is wrong with each field. */
  readonly invalid_fields?: Readonly<Record<string, readonly string[]>> | undefined;
}

const word = (says: string): v.GenericSchema<string> => v.pipe(v.string(), v.description(says));

const words = (says: string): v.GenericSchema<readonly string[]> => v.pipe(v.array(v.string()), v.description(says));

const clientType = v.picklist(['confidential', 'public']);

const pkce = v.pipe(v.boolean(), v.description('Whether the client must use PKCE. A public client always must.'));

const oauthClientSchema: v.GenericSchema<OAuthClient> = v.strictObject({
  record_type: v.literal('oauth_client'),
  client_id: word('The identifier of the client, also in the path of the client.'),
  name: word('The name of the client on the consent page.'),
  org_id: word('The organization that manages the client.'),
  user_id: word('Who created the client.'),
  client_type: clientType,
  require_pkce: pkce,
  allowed_scopes: words('The scopes that the client may request.'),
  allowed_grant_types: words('The grant types that the client may use.'),
  redirect_uris: words('The redirect URIs.'),
  logo_uri: v.nullable(word('The logo of the client.')),
  tos_uri: v.nullable(word('The terms of service of the client.')),
  policy_uri: v.nullable(word('The privacy policy of the client.')),
  created_at: timeSchema('When the client was created (RFC 3339).'),
  updated_at: timeSchema('When the client was last changed (RFC 3339).'),
  client_secret: v.optional(word('The secret of a confidential client. Only the response to its creation has it.')),
});

/** The schema of an {@link OAuthClientResponse}. */
export const oauthClientResponseSchema: v.GenericSchema<OAuthClientResponse> = v.strictObject({
  data: oauthClientSchema,
});

/** The schema of an {@link OAuthClientListResponse}. */
export const oauthClientListResponseSchema: v.GenericSchema<OAuthClientListResponse> = v.strictObject({
  data: v.pipe(v.array(oauthClientSchema), v.description('The clients of this page, the oldest first.')),
  meta: pageMetaSchema('client', 'How many clients match the filters.'),
});

/** The schema of an {@link OAuthClientErrorResponse}. */
export const oauthClientErrorSchema: v.GenericSchema<OAuthClientErrorResponse> = v.strictObject({
  error: v.string(),
  error_description: v.string(),
  invalid_fields: v.optional(
    v.pipe(v.record(v.string(), v.array(v.string())), v.description('What is wrong with each field.')),
  ),
});

const uri = (says: string) => v.optional(v.nullable(word(says)));

const members = () => ({
  redirect_uris: v.optional(words('The redirect URIs. Needed for the grant type authorization_code.')),
  require_pkce: v.optional(pkce),
  logo_uri: uri('The logo of the client.'),
  tos_uri: uri('The terms of service of the client.'),
  policy_uri: uri('The privacy policy of the client.'),
});

const name = word('The name of the client on the consent page.');
const scopes = words('The scopes that the client may request: at least one.');
const grantTypes = words('authorization_code, refresh_token, or a grant type that the server adds: at least one.');

/** The schema of a request to create a client. The rules validate requests, and this schema does not. */
export const oauthClientCreationSchema: v.GenericSchema = v.strictObject({
  name,
  client_type: clientType,
  allowed_scopes: scopes,
  allowed_grant_types: grantTypes,
  ...members(),
});

/** The schema of a request to change a client. */
export const oauthClientChangeSchema: v.GenericSchema = v.strictObject({
  name: v.optional(name),
  allowed_scopes: v.optional(scopes),
  allowed_grant_types: v.optional(grantTypes),
  ...members(),
});

/** The schema of the query of a request for the list of clients. */
export const clientListQuerySchema: v.GenericSchema<Readonly<Record<string, unknown>>> = v.object({
  ...pageQueryMembers('clients'),
  'filter[client_id]': v.optional(word('The client_id.')),
  'filter[client_type]': v.optional(clientType),
  'filter[name]': v.optional(word('The name.')),
  'filter[name][contains]': v.optional(word('A part of the name.')),
  'filter[allowed_grant_types][contains]': v.optional(word('One of the grant types.')),
  'filter[verified]': v.optional(v.boolean()),
});
