import { type Decision, defaultPages, type Reply, type Surface, toReply } from '@codegrant/core';
import { reportDecision } from '../events/report-decision.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { ServerSettings } from '../options/server-settings.ts';

/**
 * Calls `make` with the pages of the surface. If a page of the operator throws, the failure is reported and `make` is
 * called again with the default pages.
 */
export const withPages = (surface: Surface, reportOutcome: ReportOutcome, make: (surface: Surface) => Reply): Reply => {
  try {
    return make(surface);
  } catch (cause) {
    reportOutcome({ kind: 'failed', cause });
    return make({ ...surface, pages: defaultPages });
  }
};

/** Reports a decision and converts it into an HTTP reply. */
export const answerDecision = <Context>(
  decision: Decision,
  method: 'GET' | 'POST',
  { surface }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Reply => {
  reportDecision(decision, reportOutcome);
  return withPages(surface, reportOutcome, (shown) => toReply(decision, shown, method));
};
