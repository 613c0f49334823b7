import { type Owner, refuse, type Reply } from '@codegrant/core';
import { answerDecision } from './answer-decision.ts';
import { decideRequest } from './decide-request.ts';
import type { Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { identifyOwner } from '../ports/identify-owner.ts';
import type { Parts } from '../options/options.ts';
import { readRequestForm } from '../http/read-form.ts';

/** The authorization endpoint (RFC 6749 §3.1). */
export const authorize = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const read = await readRequestForm(request);
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'GET', parts, tell);
  const { form, method } = read;
  const owner = (): Promise<Owner | undefined> => identifyOwner(request.context, parts);
  const decision = await decideRequest({ form, answer: { kind: 'none' }, owner }, parts, tell);
  return answerDecision(decision, method, parts, tell);
};
