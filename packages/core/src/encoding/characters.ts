/** RFC 6749 appendix A: VSCHAR, the characters of client_id, state and code. */
export const vschar: RegExp = /^[\x20-\x7E]*$/;

/** RFC 7636 §4.1: 43 to 128 unreserved characters, the syntax of code verifiers and challenges. */
export const unreserved43To128: RegExp = /^[A-Za-z0-9\-._~]{43,128}$/;

/**
 * RFC 6749 §3.3: scope tokens with one space between them. The pattern repeats no group: with a long scope a group
 * would need a deep stack.
 */
export const scopePattern: RegExp = /^(?! )(?!.* {2})(?!.* $)[\x20\x21\x23-\x5B\x5D-\x7E]+$/;

/** Zero or more scope tokens with one space between them. */
export const optionalScopePattern: RegExp = /^(?! )(?!.* {2})(?!.* $)[\x20\x21\x23-\x5B\x5D-\x7E]*$/;

/** RFC 6749 appendix A: VSCHAR, the characters of client_id, state and code. */
export const isVschar = (text: string): boolean => vschar.test(text);

/** RFC 7636 §4.1: whether a string is a valid code verifier. */
export const isUnreserved43To128 = (text: string): boolean => unreserved43To128.test(text);

/** RFC 3986 §2: whether a string contains only URI characters. */
export const isUriString = (text: string): boolean =>
  /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);

/** RFC 6749 §3.3: scope tokens and spaces. */
export const isScopeTokensOrSpaces = (text: string): boolean => /^[\x20\x21\x23-\x5B\x5D-\x7E]+$/.test(text);

/** RFC 6749 §5.2: the characters of an error and of its description are those of a scope. */
export const isErrorString = (text: string): boolean => isScopeTokensOrSpaces(text);

/** RFC 6749 §3.3: a scope token. */
export const isScopeToken = (text: string): boolean => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(text);
