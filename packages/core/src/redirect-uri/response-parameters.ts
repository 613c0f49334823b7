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
