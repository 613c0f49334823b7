import type { Reply } from '../http/reply.ts';
import { noCache } from '../http/security-headers.ts';
import { errorReply } from './error-reply.ts';
import { retryAfterHeader } from './retry-after.ts';
import type { TokenRejection } from './token-rejection.ts';

/** RFC 6750 §3.1: a Bearer token that was sent is called invalid. */
const challenges = { Basic: 'Basic realm="token"', Bearer: 'Bearer realm="token", error="invalid_token"' } as const;

/**
 * RFC 6749 §5.2. The reply names the authentication scheme only to a client that used it: a browser would ask its user
 * for a password.
 */
export const tokenRejectionReply = ({ rule, scheme }: TokenRejection): Reply => {
  const { status, error } = rule.verdict;
  const challenge = status === 401 && scheme !== undefined ? { 'www-authenticate': challenges[scheme] } : {};
  return errorReply(status, error, rule, { ...noCache, ...challenge, ...retryAfterHeader(rule.verdict) });
};
