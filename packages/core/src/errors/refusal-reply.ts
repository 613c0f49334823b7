import type { Page } from '../http/page.ts';
import type { Reply } from '../http/reply.ts';
import { pageReply } from '../http/security-headers.ts';
import { errorOfStatus, errorReply } from './error-reply.ts';
import type { Refusal } from './refusal.ts';

/** The page of a refusal. */
export interface RefusalPages {
  readonly refusal: (refusal: Refusal) => Page;
}

/** The page that a refusal is answered with. */
export const refusalReply = (refusal: Refusal, pages: RefusalPages): Reply =>
  pageReply(refusal.rule.verdict.status, pages.refusal(refusal), ["'none'"]);

/** A refusal that is told in JSON. */
export const refusalJsonReply = ({ rule }: Refusal): Reply => {
  const { status, error } = rule.verdict;
  return errorReply(status, error ?? errorOfStatus(status), rule);
};
