import { arrivalOf } from '@codegrant/core';
import { authorize as authorizeFlow, httpRules, refuse } from '@codegrant/core/internal';
import { isPrefetch } from '../http/is-prefetch.ts';
import { readRequestForm } from '../http/read-form.ts';
import { isPromise } from '../ports/awaitable.ts';
import { answerDecision } from './answer-decision.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** The authorization endpoint (RFC 6749 §3.1). */
export const authorize: EndpointHandler = async (request, settings, reportOutcome) => {
  // RFC 9110 §9.2.1: a code is not issued for a navigation that may never happen.
  if (isPrefetch(request)) return answerDecision(refuse(httpRules.notPrefetched), 'GET', settings, reportOutcome);
  const reading = readRequestForm(request, settings.surface);
  const read = isPromise(reading) ? await reading : reading;
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'GET', settings, reportOutcome);
  const ports = new FlowPorts(request, settings, reportOutcome);
  const deciding = run(authorizeFlow({ form: read.form }, settings, ports));
  const decision = isPromise(deciding) ? await deciding : deciding;
  return answerDecision(decision, arrivalOf(read.method, read.form), settings, reportOutcome);
};
