import * as v from 'valibot';

/** Authorization server metadata: RFC 8414 §2, RFC 9207 §3, RFC 9728 §4, and client metadata documents. */
export interface AuthorizationServerMetadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint?: string | undefined;
  readonly revocation_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly revocation_endpoint_auth_signing_alg_values_supported?: readonly string[] | undefined;
  readonly introspection_endpoint?: string | undefined;
  readonly introspection_endpoint_auth_methods_supported?: readonly string[] | undefined;
  readonly introspection_endpoint_auth_signing_alg_values_supported?: readonly string[] | undefined;
  readonly registration_endpoint?: string | undefined;
  readonly jwks_uri?: string | undefined;
  readonly scopes_supported: readonly string[];
  readonly response_types_supported: readonly string[];
  readonly response_modes_supported: readonly string[];
  readonly grant_types_supported: readonly string[];
  readonly token_endpoint_auth_methods_supported: readonly string[];
  readonly token_endpoint_auth_signing_alg_values_supported?: readonly string[] | undefined;
  readonly code_challenge_methods_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: true;
  readonly protected_resources?: readonly string[] | undefined;
  readonly client_id_metadata_document_supported?: true | undefined;
}

const words = (): v.GenericSchema<readonly string[]> => v.pipe(v.array(v.string()), v.nonEmpty());

/** The schema of {@link AuthorizationServerMetadata}. */
export const metadataSchema: v.GenericSchema<AuthorizationServerMetadata> = v.strictObject({
  issuer: v.pipe(v.string(), v.url(), v.description('The value of iss in every answer to a client.')),
  authorization_endpoint: v.pipe(v.string(), v.url()),
  token_endpoint: v.pipe(v.string(), v.url()),
  revocation_endpoint: v.optional(v.pipe(v.string(), v.url())),
  revocation_endpoint_auth_methods_supported: v.optional(words()),
  revocation_endpoint_auth_signing_alg_values_supported: v.optional(words()),
  introspection_endpoint: v.optional(v.pipe(v.string(), v.url())),
  introspection_endpoint_auth_methods_supported: v.optional(words()),
  introspection_endpoint_auth_signing_alg_values_supported: v.optional(words()),
  registration_endpoint: v.optional(v.pipe(v.string(), v.url())),
  jwks_uri: v.optional(
    v.pipe(v.string(), v.url(), v.description('The public keys of access tokens, if they are JWTs.')),
  ),
  scopes_supported: words(),
  response_types_supported: words(),
  response_modes_supported: words(),
  grant_types_supported: words(),
  token_endpoint_auth_methods_supported: words(),
  token_endpoint_auth_signing_alg_values_supported: v.optional(
    v.pipe(words(), v.description('The algorithms of client assertions, if clients authenticate with them.')),
  ),
  code_challenge_methods_supported: v.pipe(
    words(),
    v.description('The methods for clients that are registered without methods of their own.'),
  ),
  authorization_response_iss_parameter_supported: v.literal(true),
  protected_resources: v.optional(
    v.pipe(words(), v.description('The resources that access tokens can be for, if the server has resources.')),
  ),
  client_id_metadata_document_supported: v.optional(
    v.pipe(v.literal(true), v.description('A client_id can be the URL of a client metadata document.')),
  ),
});
