/** The ports of a flow: functions by name. */
type PortsLike<Ports> = { readonly [Name in keyof Ports]: (...args: never[]) => unknown };

type ArgumentsOf<Port> = Port extends (...args: infer Arguments) => unknown ? Arguments : never;

type AnswerOf<Port> = Port extends (...args: never[]) => infer Answer ? Answer : never;

/** Functions that answer the calls of a flow, at once or later. Only the runner knows which. */
export type Answering<Ports> = {
  readonly [Name in keyof Ports]: (...args: ArgumentsOf<Ports[Name]>) => unknown;
};

declare const answer: unique symbol;

/** Exists only in types: an answer that may come later. A call can do nothing with it but return it. */
interface Pending<Answer> {
  readonly [answer]: Answer;
}

/** The ports as a call sees them. */
type Calling<Ports> = {
  readonly [Name in keyof Ports]: (...args: ArgumentsOf<Ports[Name]>) => Pending<AnswerOf<Ports[Name]>>;
};

/** One call to one port. The runner makes the call and passes the answer back to the flow. */
type Call<Ports> = (ports: Answering<Ports>) => unknown;

/**
 * The order of an endpoint. A flow stops at each call to a port and continues with the answer. The same flow runs over
 * values ({@link runSync}) and over ports that answer later (`run` in @codegrant/server).
 */
export type Flow<Ports, Result> = Generator<Call<Ports>, Result, unknown>;

/**
 * What `yield*` takes: it passes the call to the runner, and gives the flow the answer. A generator function would do the
 * same and take three times as long.
 */
class AskedPort<Ports, Answer> implements Iterable<Call<Ports>, Answer> {
  private readonly call: Call<Ports>;
  private isAsked = false;

  constructor(call: Call<Ports>) {
    this.call = call;
  }

  [Symbol.iterator](): Iterator<Call<Ports>, Answer> {
    return this;
  }

  next(answer?: unknown): IteratorResult<Call<Ports>, Answer> {
    // The runner answers a call with what the port returned.
    if (this.isAsked) return { done: true, value: answer as Answer };
    this.isAsked = true;
    return { done: false, value: this.call };
  }

  /** What a port threw is thrown in the flow, at its call. */
  throw(cause: unknown): never {
    throw cause;
  }
}

/**
 * Calls a port of a flow. `yield* call((ports) => ports.findClient(clientId))` has the return type of that port.
 */
type CallPort<Ports> = <Answer>(
  call: (ports: Calling<Ports>) => Pending<Answer>,
) => Iterable<Call<Ports>, Answer, unknown>;

/** Makes the `call` function of a flow with these ports. */
export const callOf =
  <Ports extends PortsLike<Ports>>(): CallPort<Ports> =>
  <Answer>(call: (ports: Calling<Ports>) => Pending<Answer>) =>
    // The ports are the same functions: here they have the types of their answers.
    new AskedPort<Ports, Answer>(call as Call<Ports>);

/** Runs a flow over functions that answer at once. What a function throws goes to the caller. */
export const runSync = <Ports extends PortsLike<Ports>, Result>(flow: Flow<Ports, Result>, ports: Ports): Result => {
  let step = flow.next();
  while (step.done !== true) step = flow.next(step.value(ports));
  return step.value;
};
