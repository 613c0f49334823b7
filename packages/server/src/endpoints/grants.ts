import { type HostedSurface, type Reply, toJsonReply } from '@codegrant/core';
import { answerConsent, refuse } from '@codegrant/core/internal';
import type { Tell } from '../events/events.ts';
import { tellDecision } from '../events/tell-decision.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { readPostedJson } from '../http/read-json.ts';
import type { Parts } from '../options/parts.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** Where a consent page of the operator's own tells what the owner answered, and learns where to send the browser. */
export const grantsOn =
  (surface: HostedSurface) =>
  async <Context>(request: HttpRequest<Context>, parts: Parts<Context>, tell: Tell): Promise<Reply> => {
    const read = await readPostedJson(request);
    const decision =
      read.kind === 'broken'
        ? refuse(read.rule)
        : await run(answerConsent(read, parts), flowPorts(request.context, parts, tell));
    tellDecision(decision, tell);
    return toJsonReply(decision, surface);
  };
