import type { Page } from '../http/page.ts';
import type { Reply } from '../http/reply.ts';
import { pageReply } from '../http/security-headers.ts';
import { errorOfStatus, errorReply } from './error-reply.ts';
import type { Refusal } from './refusal.ts';

/** The page of refusals. */
export interface RefusalPages {
  readonly refusal: (refusal: Refusal) => Page;
}

/** Turns a refusal into a page. */
export const refusalReply = (refusal: Refusal, pages: RefusalPages): Reply =>
  pageReply(refusal.rule.verdict.status, pages.refusal(refusal), ["'none'"]);

/** Turns a refusal into a JSON error. */
export const refusalJsonReply = ({ rule }: Refusal): Reply => {
  const { status, error } = rule.verdict;
  return errorReply(status, error ?? errorOfStatus(status), rule);
};
