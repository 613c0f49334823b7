import * as v from 'valibot';
import type { RegistrationRequest } from '../../client/client-metadata-schema.ts';
import type { ErrorResponse } from '../../errors/error-response-schema.ts';

/** A registration request, in which a client may name an authentication method that the server does not have. */
type RegistrationRequestBody = Omit<RegistrationRequest, 'token_endpoint_auth_method'> & {
  readonly token_endpoint_auth_method?: string | undefined;
};

/** The reply with a registered client: RFC 7591 §3.2.1. */
export interface RegistrationResponse extends RegistrationRequestBody {
  readonly client_id: string;
  readonly client_id_issued_at: number;
  readonly client_secret?: string | undefined;
  readonly client_secret_expires_at?: 0 | undefined;
}

/** The error of the registration endpoint: RFC 7591 §3.2.2. */
export interface RegistrationErrorResponse extends ErrorResponse {
  /** What is wrong with each field. */
  readonly invalid_fields?: Readonly<Record<string, readonly string[]>> | undefined;
}

const words = (says: string): v.GenericSchema<readonly string[]> => v.pipe(v.array(v.string()), v.description(says));

const word = (says: string): v.GenericSchema<string> => v.pipe(v.string(), v.description(says));

const members = () => ({
  client_name: v.optional(word('The name of the client on the consent page.')),
  client_uri: v.optional(word('The home page of the client.')),
  logo_uri: v.optional(word('The logo of the client.')),
  policy_uri: v.optional(word('The privacy policy of the client.')),
  tos_uri: v.optional(word('The terms of service of the client.')),
  redirect_uris: v.optional(words('The redirect URIs.')),
  token_endpoint_auth_method: v.optional(
    word(
      'How the client authenticates: none, client_secret_basic or client_secret_post. Default: client_secret_basic.',
    ),
  ),
  grant_types: v.optional(words('The grant types. Default: authorization_code.')),
  response_types: v.optional(words('The response types. Default: code.')),
  scope: v.optional(word('The scopes that the client may request, separated by spaces.')),
});

/** The schema of a registration request (RFC 7591 §2). The endpoint ignores other members. */
export const registrationRequestBodySchema: v.GenericSchema<RegistrationRequestBody> = /* @__PURE__ */ v.object(
  /* @__PURE__ */ members(),
);

/** The schema of a {@link RegistrationResponse}. */
export const registrationResponseSchema: v.GenericSchema<RegistrationResponse> = /* @__PURE__ */ v.strictObject({
  client_id: word('The identifier of the client.'),
  client_id_issued_at: v.pipe(v.number(), v.integer(), v.description('In seconds since 1970-01-01T00:00:00Z.')),
  client_secret: v.optional(word('The secret of a confidential client. No other response contains it.')),
  client_secret_expires_at: v.optional(v.pipe(v.literal(0), v.description('0: the secret does not expire.'))),
  .../* @__PURE__ */ members(),
});

/** The schema of a {@link RegistrationErrorResponse}. */
export const registrationErrorSchema: v.GenericSchema<RegistrationErrorResponse> = /* @__PURE__ */ v.strictObject({
  error: v.string(),
  error_description: v.string(),
  invalid_fields: v.optional(
    v.pipe(v.record(v.string(), v.array(v.string())), v.description('What is wrong with each field.')),
  ),
});
