import {
  Broken,
  checkStage,
  detailsReply,
  recipientOf,
  type Refusal,
  reject,
  type Rejection,
  type Reply,
  type ShownQuestion,
  showQuestion,
} from '@codegrant/core';
import { openQuestion } from './decide-answer.ts';
import { bindRequest } from './decide-request.ts';
import type { Tell } from '../events/events.ts';
import { type HttpRequest, splitTarget } from '../http/http-request.ts';
import type { Parts } from '../options/options.ts';
import { tellDecision } from '../events/tell-decision.ts';

const tokenIn = (target: string): string => splitTarget(target).path.replace(/^.*\//, '');

/** The driver of core's `decideDetails`. */
const decideDetails = async <Context>(
  { target, context }: HttpRequest<Context>,
  parts: Parts<Context>,
): Promise<ShownQuestion | Refusal | Rejection> => {
  const opened = await openQuestion(tokenIn(target), context, parts);
  if (opened.kind === 'refuse') return opened;

  const { question } = opened;
  const address = await bindRequest(question.query, parts);
  if (address.kind === 'refuse') return address;

  const { bound } = address;
  const { policy } = parts;
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule, question.subject);
  return showQuestion(question, request, policy);
};

/** Where a consent page of the operator's own learns what it is to ask. */
export const consentDetails = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const decided = await decideDetails(request, parts);
  switch (decided.kind) {
    case 'refuse':
    case 'reject':
      tellDecision(decided, tell);
      break;
    case 'showQuestion': {
      const { question, request: shown } = decided;
      const about = { clientId: shown.client.client_id, subject: question.subject };
      tell({ kind: 'consentShown', scope: question.askedScope }, about);
      break;
    }
  }
  return detailsReply(decided);
};
