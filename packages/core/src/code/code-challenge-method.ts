/** Every implemented method. The policy and the registration say which of them a client may use. */
export const codeChallengeMethods = ['S256', 'plain'] as const;

/** How a code verifier becomes a code challenge (RFC 7636 §4.2). */
export type CodeChallengeMethod = (typeof codeChallengeMethods)[number];

/** Whether this is an implemented method. */
export const isCodeChallengeMethod = (name: string): name is CodeChallengeMethod =>
  codeChallengeMethods.some((method) => method === name);
