import { expect, it, onTestFinished, vi } from 'vitest';
import { entropySource } from '../../src/ports/random.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The arrays that the platform has filled with random bytes. */
const filledByPlatform = (): readonly Uint8Array[] => {
  const filled: Uint8Array[] = [];
  const original = crypto.getRandomValues.bind(crypto);
  const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint8Array) filled.push(array);
    return original(array);
  });
  onTestFinished(() => spy.mockRestore());
  return filled;
};

it('Without the option random, the pool of a server is filled by the platform, and not before the first draw.', () => {
  const filled = filledByPlatform();
  const draw = entropySource(undefined);
  expect(filled).toHaveLength(0);
  draw();
  expect(filled.map(({ length }) => length)).toEqual([4096]);
});

it('Two servers do not share a pool.', () => {
  const filled = filledByPlatform();
  const [one, another] = [entropySource(undefined), entropySource(undefined)];
  expect(hex(one())).not.toBe(hex(another()));
  expect(filled).toHaveLength(2);
});

it('The option random is asked for 32 bytes in each draw, and no pool is filled.', () => {
  const filled = filledByPlatform();
  const asked: number[] = [];
  const draw = entropySource((length) => {
    asked.push(length);
    return Uint8Array.from({ length }, (_, index) => index + asked.length);
  });
  expect([draw()[0], draw()[0]]).toEqual([1, 2]);
  expect(asked).toEqual([32, 32]);
  expect(filled).toHaveLength(0);
});
