/** The types of tokens: the values of `token_type_hint` that RFC 7009 §4.1.2 registers. */
export const tokenTypes = ['access_token', 'refresh_token'] as const;

/** A type of tokens. */
export type TokenType = (typeof tokenTypes)[number];
