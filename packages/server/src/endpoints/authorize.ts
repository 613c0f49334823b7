import { authorize as authorizeFlow, refuse } from '@codegrant/core/internal';
import { readRequestForm } from '../http/read-form.ts';
import { answerDecision } from './answer-decision.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** The authorization endpoint (RFC 6749 §3.1). */
export const authorize: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readRequestForm(request);
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'GET', settings, reportOutcome);
  const ports = flowPorts(request, settings, reportOutcome);
  const decision = await run(authorizeFlow({ form: read.form }, settings), ports);
  return answerDecision(decision, read.method, settings, reportOutcome);
};
