import type { Rule } from '../rules/rule.ts';
import { errorOfStatus } from './error-reply.ts';
import type { RefusalVerdict } from './refusal.ts';
import { rejectToken, type TokenRejection } from './token-rejection.ts';

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
