import { type Answer, answered, type Flow } from '@codegrant/core/internal';
import { type Awaitable, isPromise } from '../ports/awaitable.ts';

/** What a flow stops at: the promise of an answer. */
export type Pause = Promise<unknown>;

/** An answer that a promise brings. The runner answers the stop with what the promise resolved to. */
function* awaited<Value>(promise: Promise<Value>): Generator<Pause, Value, Value> {
  return yield promise;
}

/** The answer of a port: at once, unless it is a promise. */
export const asAnswer = <Value>(given: Awaitable<Value>): Answer<Pause, Value> =>
  isPromise(given) ? awaited(given) : answered(given);

/** Waits for the answers at which a flow stops, and runs the flow on. */
const runOn = async <Result>(first: Pause, flow: Flow<Pause, Result>): Promise<Result> => {
  let step: IteratorResult<Pause, Result> = { done: false, value: first };
  while (step.done !== true) {
    let value: unknown;
    try {
      value = await step.value;
    } catch (cause) {
      step = flow.throw(cause);
      continue;
    }
    step = flow.next(value);
  }
  return step.value;
};

/**
 * Runs a flow of core over ports. It waits only where a port returns a promise: over ports that return none, it returns
 * the result at once. What a port throws or rejects with is thrown in the flow, at that call.
 *
 * @returns the result of the flow, or a promise of it. Throws or rejects if the flow does not catch what a port threw
 */
export const run = <Result>(flow: Flow<Pause, Result>): Awaitable<Result> => {
  const first = flow.next();
  return first.done === true ? first.value : runOn(first.value, flow);
};
