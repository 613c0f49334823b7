/**
 * The parameters of an authorization request that may be sent only once: those of RFC 6749 and RFC 7636, and those that
 * extensions define (OpenID Connect Core §3.1.2.1, RFC 9101, RFC 9126, RFC 9396, RFC 9449). `resource` (RFC 8707) may repeat.
 */
export const onceParameters: readonly string[] = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'response_mode',
  'nonce',
  'display',
  'prompt',
  'max_age',
  'ui_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'claims',
  'request',
  'request_uri',
  'authorization_details',
  'dpop_jkt',
];

/** The parameters of a token request that may be sent only once. */
export const onceTokenParameters: readonly string[] = [
  'grant_type',
  'code',
  'redirect_uri',
  'client_id',
  'client_secret',
  'code_verifier',
  'scope',
  'client_assertion',
  'client_assertion_type',
];

/** A parameter of an authorization response (RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2). */
export type ResponseParameter = 'code' | 'state' | 'iss' | 'error' | 'error_description' | 'error_uri';

/** The parameters that an authorization response appends to the redirect URI. */
export const responseParameters: readonly ResponseParameter[] = [
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
];
