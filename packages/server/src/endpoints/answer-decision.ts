import { type Decision, defaultPages, type Reply, type Surface, toReply } from '@codegrant/core';
import type { Tell } from '../events/events.ts';
import { tellDecision } from '../events/tell-decision.ts';
import type { Parts } from '../options/parts.ts';

/**
 * What `make` makes with the pages of the surface. Where a page of the operator's own fails, the default one takes its place, and the
 * failure is told.
 */
export const withPages = (surface: Surface, tell: Tell, make: (surface: Surface) => Reply): Reply => {
  try {
    return make(surface);
  } catch (cause) {
    tell({ kind: 'failed', cause });
    return make({ ...surface, pages: defaultPages });
  }
};

/** Tells of a decision and puts it into HTTP. */
export const answerDecision = <Context>(
  decision: Decision,
  method: 'GET' | 'POST',
  { surface }: Parts<Context>,
  tell: Tell,
): Reply => {
  tellDecision(decision, tell);
  return withPages(surface, tell, (shown) => toReply(decision, shown, method));
};
