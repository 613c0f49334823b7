import {
  Broken,
  type Decision,
  grantRequestStage,
  type HostedSurface,
  refuse,
  type Reply,
  toJsonReply,
} from '@codegrant/core';
import { decideAnswer } from './decide-answer.ts';
import type { Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { Parts } from '../options/options.ts';
import { readPostedJson } from '../http/read-json.ts';
import { tellDecision } from '../events/tell-decision.ts';

const decide = async <Context>(request: HttpRequest<Context>, parts: Parts<Context>, tell: Tell): Promise<Decision> => {
  const read = await readPostedJson(request);
  if (read.kind === 'broken') return refuse(read.rule);
  const given = grantRequestStage.run(read);
  return given instanceof Broken ? refuse(given.rule) : decideAnswer(given, request.context, parts, tell);
};

/** Where a consent page of the operator's own tells what the owner answered, and learns where to send the browser. */
export const grantsOn =
  (surface: HostedSurface) =>
  async <Context>(request: HttpRequest<Context>, parts: Parts<Context>, tell: Tell): Promise<Reply> => {
    const decision = await decide(request, parts, tell);
    tellDecision(decision, tell);
    return toJsonReply(decision, surface);
  };
