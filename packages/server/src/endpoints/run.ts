import type { Answering, Flow } from '@codegrant/core/internal';
import { isPromise } from '../ports/awaitable.ts';

/**
 * Runs a flow of core over ports. It waits only for what is a promise. What a port throws is thrown in the flow, which either
 * has an answer for it or lets it through.
 */
export const run = async <Ports, Result>(flow: Flow<Ports, Result>, ports: Answering<Ports>): Promise<Result> => {
  let step = flow.next();
  while (step.done !== true) {
    let answer: unknown;
    try {
      answer = step.value(ports);
      if (isPromise(answer)) answer = await answer;
    } catch (cause) {
      step = flow.throw(cause);
      continue;
    }
    step = flow.next(answer);
  }
  return step.value;
};
