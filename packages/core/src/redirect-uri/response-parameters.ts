/** The parameters that an authorization response appends to the redirect URI (RFC 6749 §4.1.2 and §4.1.2.1, RFC 9207 §2). */
export const responseParameters = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'] as const;

/** A parameter of an authorization response. */
export type ResponseParameter = (typeof responseParameters)[number];
