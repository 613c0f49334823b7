/**
 * The order of an endpoint. A flow stops at a call to a port whose answer comes later, and continues with the answer.
 * `Pause` is what the runner gets at such a stop. The same flow runs over values, where it never stops ({@link runSync}), and
 * over ports that answer later (`run` in @codegrant/server).
 */
export type Flow<Pause, Result> = Generator<Pause, Result, unknown>;

/**
 * What a call to a port returns to a flow. `yield*` gives the flow the answer, now or after a stop. Nothing else can be done
 * with it, so a flow cannot take a promise for its answer.
 */
export type Answer<Pause, Value> = Iterable<Pause, Value, unknown>;

/** The ports of a flow: functions by name, each of which returns an answer. */
export type Asked<Pause, Ports> = {
  readonly [Name in keyof Ports]: Ports[Name] extends (...args: infer Arguments) => infer Value
    ? (...args: Arguments) => Answer<Pause, Value>
    : never;
};

/**
 * An answer that is there. It is its own iterator and its own result: a flow makes a handful of calls, and an object less for
 * each is an eighth of the time that the flow itself takes.
 */
class Answered<Value> implements Iterable<never, Value, unknown> {
  readonly done = true;
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }

  [Symbol.iterator](): Iterator<never, Value> {
    return this;
  }

  next(): IteratorReturnResult<Value> {
    return this;
  }
}

/** The answer of a port that answers at once. */
export const answered = <Value>(value: Value): Answer<never, Value> => new Answered(value);

/** Runs a flow over ports that answer at once: it never stops. What a port throws goes to the caller, unless the flow catches it. */
export const runSync = <Result>(flow: Flow<never, Result>): Result => flow.next().value;
