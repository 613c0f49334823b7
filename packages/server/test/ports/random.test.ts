import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { entropySource, pooledEntropy } from '../../src/ports/random.ts';

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

describe('A pool of random bytes', () => {
  it('is not filled before the first draw, because Workers have no randomness at startup.', () => {
    const filled = filledByPlatform();
    const draw = pooledEntropy();
    expect(filled).toHaveLength(0);
    draw();
    expect(filled).toHaveLength(1);
  });

  it('never gives the same bytes twice, however often it is filled (R82).', () => {
    const filled = filledByPlatform();
    const draw = pooledEntropy();
    const drawn = Array.from({ length: 300 }, () => hex(draw()));
    expect(new Set(drawn).size).toBe(300);
    expect(filled.map(({ length }) => length)).toEqual([4096, 4096, 4096]);
  });

  it('gives all its bytes, in their order.', () => {
    const original = crypto.getRandomValues.bind(crypto);
    let filled = '';
    const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      original(array);
      if (array instanceof Uint8Array) filled += hex(array);
      return array;
    });
    onTestFinished(() => spy.mockRestore());
    const draw = pooledEntropy();
    expect(Array.from({ length: 256 }, () => hex(draw())).join('')).toBe(filled);
  });

  it('holds zeros where bytes were drawn, and only there.', () => {
    const filled = filledByPlatform();
    const draw = pooledEntropy();
    draw();
    const [pool = new Uint8Array()] = filled;
    expect(hex(pool.subarray(0, 32))).toBe('00'.repeat(32));
    const rest = hex(pool.subarray(32));
    expect(rest).not.toContain('00'.repeat(32));
    const next = draw();
    expect(hex(next)).toBe(rest.slice(0, 64));
    expect(pool.subarray(0, 64).every((byte) => byte === 0)).toBe(true);
    expect(hex(pool.subarray(64))).toBe(rest.slice(64));
  });

  it('is not shared by two servers.', () => {
    const filled = filledByPlatform();
    const [one, another] = [pooledEntropy(), pooledEntropy()];
    expect(hex(one())).not.toBe(hex(another()));
    expect(filled).toHaveLength(2);
  });

  it('refuses a platform without randomness, each time.', () => {
    const spy = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => array);
    onTestFinished(() => spy.mockRestore());
    const draw = pooledEntropy();
    expect(draw).toThrow(RangeError);
    expect(draw).toThrow(RangeError);
  });
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
