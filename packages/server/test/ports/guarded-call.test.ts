import { type Awaitable, TemporarilyUnavailable } from '@codegrant/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guarded } from '../../src/ports/guarded-call.ts';

/** A promise that a test settles. */
const pending = <Value>() => {
  const settled = { resolve: (_value: Value): void => {}, reject: (_cause: unknown): void => {} };
  const promise = new Promise<Value>((resolve, reject) => Object.assign(settled, { resolve, reject }));
  return { promise, ...settled };
};

/** A function of a port with a limit of ten seconds, which returns this. */
const answering = (answer: () => Awaitable<unknown>) => guarded('store.takeCode', answer, 10_000);

const late =
  'store.takeCode did not answer within 10000 milliseconds. Check what it waits for, or raise portTimeoutMilliseconds.';

describe('A call to a port', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    // Whatever came of the call: no timer is left.
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('that returns no promise returns its value at once, and starts no timer.', () => {
    const started = vi.spyOn(globalThis, 'setTimeout');
    expect(answering(() => 'a value')()).toBe('a value');
    expect(started).not.toHaveBeenCalled();
  });

  it('that returns a promise starts one timer, and stops it when the promise is settled.', async () => {
    const { promise, resolve } = pending();
    const answer = answering(() => promise)();
    expect(vi.getTimerCount()).toBe(1);
    resolve('a value');
    expect(await answer).toBe('a value');
  });

  it('that rejects is rejected with the same cause.', async () => {
    const cause = new Error('no database');
    await expect(answering(() => Promise.reject(cause))()).rejects.toBe(cause);
  });

  it('that rejects with what cannot be read is rejected, and does not hang.', async () => {
    const cause = new Error('no name');
    const unreadable = {
      get name(): string {
        throw cause;
      },
    };
    await expect(answering(() => Promise.reject(unreadable))()).rejects.toBe(cause);
    const withoutText = { name: 'TemporarilyUnavailable', message: Symbol('no text') };
    await expect(answering(() => Promise.reject(withoutText))()).rejects.toThrow(TypeError);
  });

  it('that throws throws the same cause.', () => {
    const cause = new Error('no database');
    const call = answering(() => {
      throw cause;
    });
    expect(call).toThrow(cause);
  });

  it('that is not answered in time is rejected, and not sooner (R193).', async () => {
    const settled = vi.fn();
    const answer = answering(() => new Promise(() => {}))();
    Promise.resolve(answer).then(settled, settled);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(new TemporarilyUnavailable(late));
  });

  it.each<[string, (answer: ReturnType<typeof pending>) => void]>([
    ['a value', ({ resolve }) => resolve('a value')],
    // Without a handler, this would end the process.
    ['a rejection', ({ reject }) => reject(new Error('no database'))],
  ])('is not changed by %s that comes too late (R193).', async (_what, settle) => {
    const later = pending();
    const answer = Promise.resolve(answering(() => later.promise)());
    const outcome = answer.catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(10_000);
    settle(later);
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcome).toEqual(new TemporarilyUnavailable(late));
  });

  it('gets its arguments, and is called once.', () => {
    const call = vi.fn((...args: readonly unknown[]) => args.length);
    expect(guarded('consents.remember', call, 10_000)('user-1', 'app', ['read'])).toBe(3);
    expect(call.mock.calls).toEqual([['user-1', 'app', ['read']]]);
  });

  it('may return an object with a then method, which is called once.', async () => {
    // oxlint-disable-next-line unicorn/no-thenable
    const query = { then: vi.fn((resolve: (rows: string) => void) => resolve('rows')) };
    expect(await answering(() => Object(query))()).toBe('rows');
    expect(query.then).toHaveBeenCalledTimes(1);
  });

  it('may return an object whose then method throws.', async () => {
    const cause = new Error('no query');
    const query = {
      // oxlint-disable-next-line unicorn/no-thenable
      then: () => {
        throw cause;
      },
    };
    await expect(answering(() => Object(query))()).rejects.toBe(cause);
  });
});

/** The class of another copy of the package. */
class FromAnotherCopy extends Error {
  override readonly name = 'TemporarilyUnavailable';
}

describe('A TemporarilyUnavailable', () => {
  it.each([
    ['of this package', new TemporarilyUnavailable('no connection')],
    ['of another copy of this package', new FromAnotherCopy('no connection')],
  ])('%s gets the name of the port, and is the cause (R192).', async (_whose, cause) => {
    const unavailable = new TemporarilyUnavailable('store.takeCode is not available: no connection', { cause });
    const causes: unknown[] = [];
    await Promise.resolve(answering(() => Promise.reject(cause))()).catch((thrown: unknown) => causes.push(thrown));
    try {
      answering(() => {
        throw cause;
      })();
    } catch (thrown) {
      causes.push(thrown);
    }
    expect(causes).toEqual([unavailable, unavailable]);
    expect(causes).toMatchObject([{ cause }, { cause }]);
  });

  it('is an Error with a message, a cause and its name in the stack.', () => {
    const cause = new Error('ECONNREFUSED');
    const error = new TemporarilyUnavailable('no connection', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.cause).toBe(cause);
    expect(String(error)).toBe('TemporarilyUnavailable: no connection');
  });
});
