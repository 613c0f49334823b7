import { type HostedSurface, toJsonReply } from '@codegrant/core';
import { answerConsent, refuse } from '@codegrant/core/internal';
import { reportDecision } from '../events/report-decision.ts';
import { readPostedJson } from '../http/read-json.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/**
 * The endpoint to which a consent page hosted by the operator posts the answer. It replies where to send the browser.
 */
export const grantsOn =
  (surface: HostedSurface): EndpointHandler =>
  async (request, settings, reportOutcome) => {
    const read = await readPostedJson(request);
    const decision =
      read.kind === 'broken'
        ? refuse(read.rule)
        : await run(answerConsent(read, settings, new FlowPorts(request, settings, reportOutcome)));
    reportDecision(decision, settings.policy, reportOutcome);
    return toJsonReply(decision, surface);
  };
