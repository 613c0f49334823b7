import type { Answering, Flow } from '@codegrant/core/internal';
import { isPromise } from '../ports/awaitable.ts';

/**
 * Runs a flow of core over ports. It waits only where a port returns a promise. What a port throws or rejects with is
 * thrown in the flow, at that call.
 *
 * @returns the result of the flow. Rejects if the flow does not catch what a port threw
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
