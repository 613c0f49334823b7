import type { Page } from '../http/page.ts';
import type { Reply } from '../http/reply.ts';
import { pageReply } from '../http/security-headers.ts';
import { errorOfStatus, errorReply } from './error-reply.ts';
import type { Refusal } from './refusal.ts';
import { retryAfterHeader } from './retry-after.ts';

/** The page of refusals. */
export interface RefusalPages {
  /**
   * @param retryUrl where the user can start the request again, for example after it has expired. `undefined` if
   *   starting again cannot help
   */
  readonly refusal: (refusal: Refusal, retryUrl?: string) => Page;
}

/** Turns a refusal into a page. */
export const refusalReply = (refusal: Refusal, pages: RefusalPages, retryUrl?: string): Reply => {
  const { verdict } = refusal.rule;
  const { status, headers, body } = pageReply(verdict.status, pages.refusal(refusal, retryUrl), ["'none'"]);
  return { status, headers: { ...headers, ...retryAfterHeader(verdict) }, body };
};

/** RFC 9110 §15.5.2: a 401 has a challenge. Browsers ask their users for nothing because of this one. */
const bearerChallenge = (realm: string) => ({ 'www-authenticate': `Bearer realm="${realm}"` });

/**
 * Turns a refusal into a JSON error.
 *
 * @param realm what a caller must be allowed to use, in a challenge
 */
export const refusalJsonReply = ({ rule }: Refusal, realm = 'grants'): Reply => {
  const { status, error } = rule.verdict;
  const challenge = status === 401 ? bearerChallenge(realm) : {};
  return errorReply(status, error ?? errorOfStatus(status), rule, { ...challenge, ...retryAfterHeader(rule.verdict) });
};
