import { type Arrival, type Decision, type Reply, toReply } from '@codegrant/core';
import { reportDecision } from '../events/report-decision.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { withPages } from './with-pages.ts';

/** Reports a decision and converts it into an HTTP reply. */
export const answerDecision = <Context>(
  decision: Decision,
  arrival: Arrival,
  { policy, surface }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Reply => {
  reportDecision(decision, policy, reportOutcome);
  return withPages(surface, reportOutcome, (shown) => toReply(decision, shown, arrival));
};
