import type { Reply } from '@codegrant/core';
import { authorize as authorizeFlow, refuse } from '@codegrant/core/internal';
import type { Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { readRequestForm } from '../http/read-form.ts';
import type { Parts } from '../options/parts.ts';
import { answerDecision } from './answer-decision.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** The authorization endpoint (RFC 6749 §3.1). */
export const authorize = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const read = await readRequestForm(request);
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'GET', parts, tell);
  const decision = await run(authorizeFlow({ form: read.form }, parts), flowPorts(request.context, parts, tell));
  return answerDecision(decision, read.method, parts, tell);
};
