import type { Answer } from './answer.ts';

/** Something that a row does again and again. */
export interface Operation {
  readonly once: (input: string) => Promise<Answer>;
  /** Does it `count` times in turn, with the inputs in rotation. Waits only for a result that is a promise. */
  readonly repeat: (inputs: readonly string[], count: number) => Promise<number>;
}

/** Reads the last character, as writing to a socket would read them all: V8 puts off concatenation until then. */
const lastCharacter = ({ location, body }: Answer): number =>
  (location ?? body).charCodeAt((location ?? body).length - 1);

/** An operation: `call` does the work, and `read` takes the answer out of its result. */
export const operation = <Result>(
  call: (input: string) => Result | Promise<Result>,
  read: (result: Result) => Answer,
): Operation => ({
  once: async (input) => read(await call(input)),
  repeat: async (inputs, count) => {
    // The sum is returned, so that no compiler can leave out what leads to it.
    let sum = 0;
    for (let at = 0; at < count; at += 1) {
      const result = call(inputs[at % inputs.length] ?? '');
      sum += lastCharacter(read(result instanceof Promise ? await result : result));
    }
    return sum;
  },
});
