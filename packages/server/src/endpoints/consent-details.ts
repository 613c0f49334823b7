import { detailsReply, type Reply } from '@codegrant/core';
import { consentDetails as detailsFlow } from '@codegrant/core/internal';
import type { Tell } from '../events/events.ts';
import { tellDecision } from '../events/tell-decision.ts';
import { type HttpRequest, splitTarget } from '../http/http-request.ts';
import type { Parts } from '../options/parts.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

const tokenIn = (target: string): string => splitTarget(target).path.replace(/^.*\//, '');

/** Where a consent page of the operator's own learns what it is to ask. */
export const consentDetails = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const { target, context } = request;
  const decided = await run(detailsFlow(tokenIn(target), parts), flowPorts(context, parts, tell));
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
