/** How a code verifier becomes a code challenge (RFC 7636 §4.2). */
export type CodeChallengeMethod = 'S256' | 'plain';

/** Every implemented method. The policy and the registration say which of them a client may use. */
export const codeChallengeMethods: readonly ['S256', 'plain'] = ['S256', 'plain'];
