import { entropyPool } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A source of random bytes, every array that it returned, and what was in it. */
const source = () => {
  const filled: Uint8Array[] = [];
  const contents: string[] = [];
  const random = (length: number): Uint8Array => {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    filled.push(bytes);
    contents.push(hex(bytes));
    return bytes;
  };
  return { filled, contents, random };
};

describe('entropyPool', () => {
  it('asks for no bytes before the first draw, because Workers have no randomness at startup.', () => {
    const { filled, random } = source();
    const draw = entropyPool(random);
    expect(filled).toHaveLength(0);
    draw();
    expect(filled).toHaveLength(1);
  });

  it('never gives the same bytes twice, however often it is filled (R82).', () => {
    const { filled, random } = source();
    const draw = entropyPool(random);
    const drawn = Array.from({ length: 300 }, () => hex(draw()));
    expect(new Set(drawn).size).toBe(300);
    expect(filled.map(({ length }) => length)).toEqual([4096, 4096, 4096]);
  });

  it('gives all its bytes, in their order.', () => {
    const { contents, random } = source();
    const draw = entropyPool(random);
    expect(Array.from({ length: 256 }, () => hex(draw())).join('')).toBe(contents.join(''));
  });

  it('holds zeros where bytes were drawn, and only there.', () => {
    const { filled, contents, random } = source();
    const draw = entropyPool(random);
    draw();
    draw();
    const [pool = new Uint8Array()] = filled;
    expect(hex(pool)).toBe('00'.repeat(64) + contents.join('').slice(128));
  });

  it('gives a copy: what is drawn later does not change it.', () => {
    const draw = entropyPool(source().random);
    const entropy = draw();
    const before = hex(entropy);
    draw();
    expect(hex(entropy)).toBe(before);
  });

  it('refuses a source without randomness, each time.', () => {
    const draw = entropyPool((length) => new Uint8Array(length));
    expect(draw).toThrow(RangeError);
    expect(draw).toThrow(RangeError);
  });
});
