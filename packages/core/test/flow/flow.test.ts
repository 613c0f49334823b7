import { describe, expect, it } from 'vitest';
import { type Answer, answered, type Asked, type Flow, runSync } from '../../src/flow/flow.ts';

interface Ports {
  readonly double: (value: number) => number;
  readonly join: (left: string, right: string) => string;
}

/** Doubles a positive number twice, and joins the results if the second is below 10. */
function* flow<Pause>(value: number, ports: Asked<Pause, Ports>): Flow<Pause, string> {
  if (value <= 0) return 'too small';
  const once = yield* ports.double(value);
  const twice = yield* ports.double(once);
  return twice < 10 ? yield* ports.join(String(once), String(twice)) : 'too large';
}

/** Ports that write down how they were called. */
const portsOf = (): { readonly ports: Asked<never, Ports>; readonly calls: readonly string[] } => {
  const calls: string[] = [];
  return {
    calls,
    ports: {
      double: (value) => {
        calls.push(`double ${value}`);
        return answered(value * 2);
      },
      join: (left, right) => {
        calls.push(`join ${left} ${right}`);
        return answered(`${left}, ${right}`);
      },
    },
  };
};

describe('runSync', () => {
  it('gives a flow the answers of the ports, and returns its result.', () => {
    expect(runSync(flow(1, portsOf().ports))).toBe('2, 4');
  });

  it('makes the calls in their order, each with its own arguments.', () => {
    const { ports, calls } = portsOf();
    runSync(flow(1, ports));
    expect(calls).toEqual(['double 1', 'double 2', 'join 2 4']);
  });

  it('makes only the calls that the flow reaches.', () => {
    const { ports, calls } = portsOf();
    expect(runSync(flow(5, ports))).toBe('too large');
    expect(calls).toEqual(['double 5', 'double 10']);
  });

  it('returns the result of a flow that makes no call.', () => {
    const { ports, calls } = portsOf();
    expect(runSync(flow(0, ports))).toBe('too small');
    expect(calls).toEqual([]);
  });

  it('throws what a port throws, and makes no further call.', () => {
    const outage = new Error('The store is down.');
    const { ports, calls } = portsOf();
    const double = (): never => {
      throw outage;
    };
    expect(() => runSync(flow(1, { ...ports, double }))).toThrow(outage);
    expect(calls).toEqual([]);
  });

  it('lets a flow catch what a port throws, and go on.', () => {
    const { ports } = portsOf();
    function* catching(): Flow<never, string> {
      try {
        return yield* flow(1, {
          ...ports,
          double: () => {
            throw new Error('The store is down.');
          },
        });
      } catch {
        return yield* ports.join('caught', 'it');
      }
    }
    expect(runSync(catching())).toBe('caught, it');
  });

  it('throws what the flow itself throws.', () => {
    const fault = new Error('A bug.');
    function* failing(ports: Asked<never, Ports>): Flow<never, string> {
      yield* ports.double(1);
      throw fault;
    }
    expect(() => runSync(failing(portsOf().ports))).toThrow(fault);
  });
});

it('A flow that takes an answer for its value does not compile, because the value may come later.', () => {
  const { ports } = portsOf();
  // @ts-expect-error an answer is no number
  const compute = () => ports.double(1) + 1;
  // @ts-expect-error a value is no answer of a port
  const invent: Asked<never, Ports>['double'] = (value) => value;
  // @ts-expect-error the port takes a number
  const misuse = () => ports.double('1');
  // @ts-expect-error a flow that stops for promises does not run over values
  const stop = (later: Answer<Promise<unknown>, number>) => runSync(flow(1, { ...ports, double: () => later }));
  expect([compute, invent, misuse, stop]).toHaveLength(4);
});
