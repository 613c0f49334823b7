/** The ports of a flow: functions by name. */
type PortsLike<Ports> = { readonly [Name in keyof Ports]: (...args: never[]) => unknown };

type ArgumentsOf<Port> = Port extends (...args: infer Arguments) => unknown ? Arguments : never;

type AnswerOf<Port> = Port extends (...args: never[]) => infer Answer ? Answer : never;

/** Functions that answer the calls of a flow, at once or later. Only the runner knows which. */
export type Answering<Ports> = {
  readonly [Name in keyof Ports]: (...args: ArgumentsOf<Ports[Name]>) => unknown;
};

/** One call to one port. The runner makes the call and passes the answer back to the flow. */
type Call<Ports> = (ports: Answering<Ports>) => unknown;

/**
 * The order of an endpoint. A flow stops at each call to a port and continues with the answer. The same flow runs over
 * values ({@link runSync}) and over ports that answer later (`run` in @codegrant/server).
 */
export type Flow<Ports, Result> = Generator<Call<Ports>, Result, unknown>;

/** Calls a port of a flow. `yield* call('findClient', clientId)` has the return type of that port. */
type CallPort<Ports> = <Name extends keyof Ports>(
  name: Name,
  ...args: ArgumentsOf<Ports[Name]>
) => Flow<Ports, AnswerOf<Ports[Name]>>;

/** Makes the `call` function of a flow with these ports. */
export const callOf = <Ports extends PortsLike<Ports>>(): CallPort<Ports> =>
  function* call(name, ...args) {
    const answer = yield (ports) => ports[name](...args);
    // The only cast: the runner answers a call with what the port of that name returned.
    return answer as AnswerOf<Ports[typeof name]>;
  };

/** Runs a flow over functions that answer at once. What a function throws goes to the caller. */
export const runSync = <Ports extends PortsLike<Ports>, Result>(flow: Flow<Ports, Result>, ports: Ports): Result => {
  let step = flow.next();
  while (step.done !== true) step = flow.next(step.value(ports));
  return step.value;
};
