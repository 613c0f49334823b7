import { type Decision, type Reply, toReply } from '@codegrant/core';
import type { Endpoint } from './events.ts';
import type { Parts } from './options.ts';
import { eventOf } from './report-decision.ts';

/** Reports a decision and puts it into HTTP. */
export const answerDecision = <Context>(
  decision: Decision,
  endpoint: Endpoint,
  method: 'GET' | 'POST',
  { surface, report }: Parts<Context>,
): Reply => {
  const event = eventOf(decision, endpoint);
  if (event !== undefined) report(event);
  return toReply(decision, surface, method);
};
