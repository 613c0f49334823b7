import { detailsReply } from '@codegrant/core';
import { consentDetails as detailsFlow } from '@codegrant/core/internal';
import { reportDecision } from '../events/report-decision.ts';
import { lastSegment } from '../http/last-segment.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** The endpoint from which a consent page hosted by the operator reads a consent request. */
export const consentDetails: EndpointHandler = async (request, settings, reportOutcome) => {
  const ports = new FlowPorts(request, settings, reportOutcome);
  const decided = await run(detailsFlow(lastSegment(request.target), settings, ports));
  switch (decided.kind) {
    case 'refuse':
    case 'reject':
      reportDecision(decided, settings.policy, reportOutcome);
      break;
    case 'showQuestion': {
      const { question, request: shown } = decided;
      reportOutcome(
        { kind: 'consentShown', scope: question.askedScope },
        { clientId: shown.client.client_id, subject: question.subject },
      );
      break;
    }
  }
  return detailsReply(decided);
};
