import { refuse, type Reply } from '@codegrant/core';
import { answerDecision } from './answer-decision.ts';
import { decideRequest } from './decide-request.ts';
import type { HttpRequest } from './http-request.ts';
import type { Parts } from './options.ts';
import { readRequestForm } from './read-form.ts';

/** The authorization endpoint (RFC 6749 §3.1). */
export const authorize = async <Context>(request: HttpRequest<Context>, parts: Parts<Context>): Promise<Reply> => {
  const read = await readRequestForm(request);
  if (read.kind === 'broken') return answerDecision(refuse(read.rule), 'authorize', 'GET', parts);
  const { form, method } = read;
  const asked = { form, answer: { kind: 'none' }, context: request.context, endpoint: 'authorize' } as const;
  return answerDecision(await decideRequest(asked, parts), 'authorize', method, parts);
};
