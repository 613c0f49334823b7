/** Every implemented response type (RFC 6749 §3.1.1). */
export const responseTypes: readonly ['code'] = ['code'];

/** Every implemented response mode (OAuth 2.0 Multiple Response Type Encoding Practices §2.1). */
export const responseModes: readonly ['query'] = ['query'];
