import type { Rule, TokenRejection } from '@codegrant/core';
import { errorOfStatus, type RefusalVerdict, rejectToken } from '@codegrant/core/internal';

/**
 * Converts an HTTP rule into a rejection: RFC 6749 §5.2 defines no error for it, so the error code follows from the
 * status.
 */
export const rejectHttp = (rule: Rule<RefusalVerdict>): TokenRejection => {
  const { status, retryAfterSeconds } = rule.verdict;
  return rejectToken({
    ...rule,
    verdict: { error: errorOfStatus(status), status, retryAfterSeconds, revoke: 'nothing' },
  });
};
