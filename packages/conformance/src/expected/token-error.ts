import type { TokenRejection } from '@codegrant/core';

/** Converts a rejection to the form of an `ExpectedTokenError`. */
export const tokenErrorInWords = ({
  kind,
  rule: { name, verdict },
}: TokenRejection): Readonly<Record<string, unknown>> => ({
  kind,
  status: verdict.status,
  error: verdict.error,
  rule: name,
});

/** Converts a rejection to the form of an `ExpectedRevokingError`. */
export const revokingErrorInWords = (rejection: TokenRejection): Readonly<Record<string, unknown>> => ({
  ...tokenErrorInWords(rejection),
  revokes: rejection.rule.verdict.revoke === 'tokens',
});
