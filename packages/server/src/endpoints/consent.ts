import { Broken, consentAnswerStage, refuse, type Reply } from '@codegrant/core';
import { answerDecision } from './answer-decision.ts';
import { decideAnswer } from './decide-answer.ts';
import type { Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { Parts } from '../options/options.ts';
import { readPostedForm } from '../http/read-form.ts';

/** Where the consent page's form arrives. */
export const consent = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const read = await readPostedForm(request);
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'POST', parts, tell);
  const given = consentAnswerStage.run(read.form);
  const decision =
    given instanceof Broken ? refuse(given.rule) : await decideAnswer(given, request.context, parts, tell);
  return answerDecision(decision, 'POST', parts, tell);
};
