/** RFC 6749 appendix A: VSCHAR, what client_id, state and code are made of. */
export const vschar: RegExp = /^[\x20-\x7E]*$/;

/** RFC 7636 §4.1: 43 to 128 of the unreserved characters, what code verifiers and challenges are made of. */
export const unreserved43To128: RegExp = /^[A-Za-z0-9\-._~]{43,128}$/;

/**
 * RFC 6749 §3.3: scope tokens with one space between them. It says where a space may not be, and repeats no group: of a long scope
 * that would make a deep stack.
 */
export const scopePattern: RegExp = /^(?! )(?!.* {2})(?!.* $)[\x20\x21\x23-\x5B\x5D-\x7E]+$/;

/** A choice of scope tokens, which may be none. */
export const optionalScopePattern: RegExp = /^(?! )(?!.* {2})(?!.* $)[\x20\x21\x23-\x5B\x5D-\x7E]*$/;

/** RFC 6749 appendix A: VSCHAR, what client_id, state and code are made of. */
export const isVschar = (text: string): boolean => vschar.test(text);

/** RFC 7636 §4.1: whether a text can be a code verifier. */
export const isUnreserved43To128 = (text: string): boolean => unreserved43To128.test(text);

/** RFC 3986 §2: whether a text has only the characters of a URI. */
export const isUriString = (text: string): boolean =>
  /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);

/** RFC 6749 §3.3: a scope token. */
export const isScopeToken = (text: string): boolean => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(text);

/** RFC 6749 §3.3: a whole scope, of any length. */
export const isScopeString = (text: string): boolean => scopePattern.test(text);
