import { answerConsent, refuse } from '@codegrant/core/internal';
import { readPostedForm } from '../http/read-form.ts';
import { answerDecision } from './answer-decision.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** The endpoint that the form of the consent page is posted to. */
export const consent: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readPostedForm(request);
  const decision =
    read.kind === 'broken'
      ? refuse(read.rule)
      : await run(answerConsent(read, settings, new FlowPorts(request, settings, reportOutcome)));
  return answerDecision(decision, 'ownForm', settings, reportOutcome);
};
