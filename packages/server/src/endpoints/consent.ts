import type { Reply } from '@codegrant/core';
import { answerConsent, refuse } from '@codegrant/core/internal';
import type { Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { readPostedForm } from '../http/read-form.ts';
import type { Parts } from '../options/parts.ts';
import { answerDecision } from './answer-decision.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** Where the consent page's form arrives. */
export const consent = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const read = await readPostedForm(request);
  const decision =
    read.kind === 'broken'
      ? refuse(read.rule)
      : await run(answerConsent(read, parts), flowPorts(request.context, parts, tell));
  return answerDecision(decision, 'POST', parts, tell);
};
