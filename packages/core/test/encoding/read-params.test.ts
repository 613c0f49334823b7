import { readParams } from '@codegrant/core';
import { readAll } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const valuesOf = (form: Parameters<typeof readParams>[0]): Record<string, string> =>
  Object.fromEntries(readParams(form).values);

describe('readParams', () => {
  it('decodes percent-encoding and plus signs in names and values.', () => {
    expect(valuesOf('a%20b=c+d&e=%C3%A9&f=1%2B1')).toEqual({ 'a b': 'c d', e: 'é', f: '1+1' });
  });

  it('reads empty pairs and missing equals signs like URLSearchParams.', () => {
    expect(valuesOf('&&a=1&b&=c&d==e&')).toEqual({ a: '1', '': 'c', d: '=e' });
    expect(readParams('').values.size).toBe(0);
    expect([...readParams('&&').repeated]).toEqual([]);
  });

  it('gives a repeated name no value, even if one of its values is empty.', () => {
    for (const form of ['a=1&a=2', 'a=&a=2', 'a=1&a=', 'a&a', 'a=1&%61=1']) {
      expect(valuesOf(form)).toEqual({});
      expect([...readParams(form).repeated]).toEqual(['a']);
    }
  });

  it('gives a name no value if one of its values is undecodable.', () => {
    const { values, malformed, repeated } = readParams('a=1&a=%ZZ&b=%FF&c=\uD800&d=1');
    expect(Object.fromEntries(values)).toEqual({ d: '1' });
    expect([...malformed]).toEqual(['a', 'b', 'c']);
    expect([...repeated]).toEqual(['a']);
  });

  it('leaves out an undecodable name.', () => {
    const { values, malformed, repeated } = readParams('%ZZ=1&%FF=2&%ZZ=3&a=1');
    expect([Object.fromEntries(values), malformed.size, repeated.size]).toEqual([{ a: '1' }, 0, 0]);
  });

  it('lists every sent name once, with or without a value.', () => {
    expect([...readParams('a=1&b=&c&a=2&%64=%FF&scope%5B%5D=x&=y&%ZZ=1&&').names]).toEqual([
      'a',
      'b',
      'c',
      'd',
      'scope[]',
      '',
    ]);
    expect([...readParams('').names]).toEqual([]);
    const pairs = [
      ['a[]', ''],
      ['b', '\uDC00'],
      ['\uD800', 'x'],
    ] as const;
    expect([...readParams(pairs).names]).toEqual(['a[]', 'b']);
  });

  it('does not decode pairs.', () => {
    const { values, malformed, repeated } = readParams([
      ['a', '1+1%20'],
      ['b', ''],
      ['c', '\uDC00'],
      ['d', '1'],
      ['d', '2'],
      ['\uD800', 'x'],
    ]);
    expect(Object.fromEntries(values)).toEqual({ a: '1+1%20' });
    expect([[...malformed], [...repeated]]).toEqual([['c'], ['d']]);
  });
});

describe('readAll', () => {
  it('gives every value of one name, in the order sent.', () => {
    expect(readAll('scope=b&x=y&scope=a&scope=&scope=%ZZ', 'scope')).toEqual(['b', 'a', '']);
    expect(
      readAll(
        [
          ['scope', 'b'],
          ['x', 'y'],
          ['scope', 'a'],
        ],
        'scope',
      ),
    ).toEqual(['b', 'a']);
    expect(readAll('x=y', 'scope')).toEqual([]);
  });
});
