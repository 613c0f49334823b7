import type { Flow } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { asAnswer, type Pause, run } from '../../src/endpoints/run.ts';

type Read = (name: string) => unknown;

/** Reads each name, in this order. Catches nothing. */
function* readAll(read: Read, ...names: readonly string[]): Flow<Pause, readonly unknown[]> {
  const answers: unknown[] = [];
  for (const name of names) answers.push(yield* asAnswer(read(name)));
  return answers;
}

/** Reads three names, and catches what the second call throws. */
function* readGuarded(read: Read): Flow<Pause, readonly unknown[]> {
  const first = yield* asAnswer(read('one'));
  try {
    yield* asAnswer(read('two'));
  } catch (cause) {
    const third = yield* asAnswer(read('three'));
    return [first, { cause }, third];
  }
  return ['nothing was thrown'];
}

/** Records the calls of a port. */
const recorded = (read: Read): { readonly calls: string[]; readonly read: Read } => {
  const calls: string[] = [];
  const record: Read = (name) => {
    calls.push(name);
    return read(name);
  };
  return { calls, read: record };
};

/** An object that `await` takes for a promise, and that is no Promise. */
class Thenable {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  // oxlint-disable-next-line unicorn/no-thenable
  then(resolve: (value: string) => void): void {
    resolve(this.value);
  }
}

const failure = new Error('the port failed');

const failures: readonly (readonly [how: string, fail: () => unknown])[] = [
  [
    'throws',
    () => {
      throw failure;
    },
  ],
  ['rejects with', () => Promise.reject(failure)],
];

describe('run', () => {
  it('returns the result at once if no port returns a promise.', () => {
    const { calls, read } = recorded((name) => `value of ${name}`);
    const result = run(readAll(read, 'one', 'two', 'three'));
    expect(calls).toEqual(['one', 'two', 'three']);
    expect(result).toEqual(['value of one', 'value of two', 'value of three']);
  });

  it('waits for a promise before it makes the next call.', async () => {
    const { calls, read } = recorded(async (name) => `value of ${name}`);
    const result = run(readAll(read, 'one', 'two'));
    expect(calls).toEqual(['one']);
    expect(await result).toEqual(['value of one', 'value of two']);
    expect(calls).toEqual(['one', 'two']);
  });

  it('waits for a thenable that is no Promise.', async () => {
    const read: Read = (name) => new Thenable(`value of ${name}`);
    expect(await run(readAll(read, 'one', 'two'))).toEqual(['value of one', 'value of two']);
  });

  it('waits for a proxy of a promise, though the proxy does not say that it has a `then`.', async () => {
    const read: Read = (name) => {
      const promise = Promise.resolve(`value of ${name}`);
      return new Proxy({}, { get: (_target, key) => (key === 'then' ? promise.then.bind(promise) : undefined) });
    };
    expect(await run(readAll(read, 'one', 'two'))).toEqual(['value of one', 'value of two']);
  });

  it('waits for a Promise with a `then` of its own, as `await` does.', async () => {
    const read: Read = (name) => {
      const promise = Promise.resolve(`value of ${name}`);
      Reflect.set(promise, 'then', undefined);
      return promise;
    };
    expect(await run(readAll(read, 'one', 'two'))).toEqual(['value of one', 'value of two']);
  });

  it.each(failures)('throws in the flow, at that call, what a port %s.', async (_how, fail) => {
    const { calls, read } = recorded((name) => (name === 'two' ? fail() : `value of ${name}`));
    const result = await run(readGuarded(read));
    expect(result).toEqual(['value of one', { cause: failure }, 'value of three']);
    expect(calls).toEqual(['one', 'two', 'three']);
  });

  it.each(failures)('throws or rejects with what a port %s if the flow does not catch it.', async (_how, fail) => {
    const { calls, read } = recorded((name) => (name === 'two' ? fail() : `value of ${name}`));
    await expect((async () => run(readAll(read, 'one', 'two', 'three')))()).rejects.toBe(failure);
    expect(calls).toEqual(['one', 'two']);
  });
});
