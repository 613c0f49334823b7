/** The parameters of a token request that may be sent only once. */
export const onceTokenParameters: readonly string[] = [
  'grant_type',
  'code',
  'redirect_uri',
  'client_id',
  'client_secret',
  'code_verifier',
  'refresh_token',
  'scope',
  'client_assertion',
  'client_assertion_type',
];
