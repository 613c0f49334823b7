import type { Answering, Flow } from '@codegrant/core/internal';
import { type Awaitable, isPromise } from '../ports/awaitable.ts';

type Step<Ports, Result> = ReturnType<Flow<Ports, Result>['next']>;

/** Waits for the answer to the call at which a flow stopped, and runs the flow on. */
const runAfter = async <Ports, Result>(
  answer: Promise<unknown>,
  flow: Flow<Ports, Result>,
  ports: Answering<Ports>,
): Promise<Result> => {
  let value: unknown;
  try {
    value = await answer;
  } catch (cause) {
    return runFrom(flow.throw(cause), flow, ports);
  }
  return runFrom(flow.next(value), flow, ports);
};

const runFrom = <Ports, Result>(
  first: Step<Ports, Result>,
  flow: Flow<Ports, Result>,
  ports: Answering<Ports>,
): Awaitable<Result> => {
  let step = first;
  while (step.done !== true) {
    let answer: unknown;
    try {
      answer = step.value(ports);
      if (isPromise(answer)) return runAfter(answer, flow, ports);
    } catch (cause) {
      step = flow.throw(cause);
      continue;
    }
    step = flow.next(answer);
  }
  return step.value;
};

/**
 * Runs a flow of core over ports. It waits only where a port returns a promise: over ports that return none, it returns
 * the result at once. What a port throws or rejects with is thrown in the flow, at that call.
 *
 * @returns the result of the flow, or a promise of it. Throws or rejects if the flow does not catch what a port threw
 */
export const run = <Ports, Result>(flow: Flow<Ports, Result>, ports: Answering<Ports>): Awaitable<Result> =>
  runFrom(flow.next(), flow, ports);
