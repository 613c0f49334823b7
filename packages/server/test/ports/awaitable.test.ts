import { describe, expect, it } from 'vitest';
import { isPromise, mapAwaitable } from '../../src/ports/awaitable.ts';

const then = (resolve: (value: number) => void): void => resolve(1);

describe('A value that `await` would wait for:', () => {
  it.each([
    ['a promise', Promise.resolve(1)],
    ['an object with the method then', { then }],
    ['a function with the method then', Object.assign(() => 1, { then })],
  ])('%s', async (_what, value) => {
    expect(isPromise(value)).toBe(true);
    expect(await mapAwaitable<unknown, string>(value, String)).toBe('1');
  });
});

describe('A value that `await` would not wait for:', () => {
  it.each([undefined, null, 1, 'then', {}, { then: 1 }, () => 1])('%o', (value) => {
    expect(isPromise(value)).toBe(false);
    expect(mapAwaitable<unknown, unknown>(value, (given) => given)).toBe(value);
  });
});
