/** How PKCE turns a code verifier into a code challenge (RFC 7636 §4.2). */
export type CodeChallengeMethod = 'S256' | 'plain';

/** Every method that is implemented. Which of them a client may use, policy and registration say. */
export const codeChallengeMethods: readonly ['S256', 'plain'] = ['S256', 'plain'];
