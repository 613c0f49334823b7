import { describe, expect, it } from 'vitest';
import { callOf, type Flow, runSync } from '../../src/flow/flow.ts';

interface Ports {
  readonly double: (value: number) => number;
  readonly join: (left: string, right: string) => string;
}

const call = callOf<Ports>();

/** Doubles a positive number twice, and joins the results if the second is below 10. */
function* flow(value: number): Flow<Ports, string> {
  if (value <= 0) return 'too small';
  const once = yield* call((ports) => ports.double(value));
  const twice = yield* call((ports) => ports.double(once));
  return twice < 10 ? yield* call((ports) => ports.join(String(once), String(twice))) : 'too large';
}

/** Ports that write down how they were called. */
const portsOf = (): { readonly ports: Ports; readonly calls: readonly string[] } => {
  const calls: string[] = [];
  return {
    calls,
    ports: {
      double: (value) => {
        calls.push(`double ${value}`);
        return value * 2;
      },
      join: (left, right) => {
        calls.push(`join ${left} ${right}`);
        return `${left}, ${right}`;
      },
    },
  };
};

describe('runSync', () => {
  it('gives a flow the answers of the functions, and returns its result.', () => {
    expect(runSync(flow(1), portsOf().ports)).toBe('2, 4');
  });

  it('makes the calls in their order, each with its own arguments.', () => {
    const { ports, calls } = portsOf();
    runSync(flow(1), ports);
    expect(calls).toEqual(['double 1', 'double 2', 'join 2 4']);
  });

  it('makes only the calls that the flow reaches.', () => {
    const { ports, calls } = portsOf();
    expect(runSync(flow(5), ports)).toBe('too large');
    expect(calls).toEqual(['double 5', 'double 10']);
  });

  it('returns the result of a flow that makes no call.', () => {
    const { ports, calls } = portsOf();
    expect(runSync(flow(0), ports)).toBe('too small');
    expect(calls).toEqual([]);
  });

  it('throws what a function throws, even if the flow would catch it, and makes no further call.', () => {
    const outage = new Error('The store is down.');
    const { ports, calls } = portsOf();
    function* catching(): Flow<Ports, string> {
      try {
        return yield* flow(1);
      } catch {
        return yield* call((ports) => ports.join('caught', 'it'));
      }
    }
    const fail = (): never => {
      throw outage;
    };
    expect(() => runSync(catching(), { ...ports, double: fail })).toThrow(outage);
    expect(calls).toEqual([]);
  });

  it('throws what the flow itself throws.', () => {
    const fault = new Error('A bug.');
    function* failing(): Flow<Ports, string> {
      yield* call((ports) => ports.double(1));
      throw fault;
    }
    expect(() => runSync(failing(), portsOf().ports)).toThrow(fault);
  });
});

it('A call that works with an answer does not compile, because the answer may be a promise.', () => {
  // @ts-expect-error a pending answer is no number
  const compute = () => call((ports) => ports.double(1) + 1);
  // @ts-expect-error a value is no answer of a port
  const invent = () => call(() => 2);
  // @ts-expect-error the port takes a number
  const misuse = () => call((ports) => ports.double('1'));
  expect([compute, invent, misuse]).toHaveLength(3);
});
