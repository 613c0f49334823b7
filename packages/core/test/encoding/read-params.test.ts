import { readParams } from '@codegrant/core';
import { formStringOf, readAll } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const valuesOf = (form: Parameters<typeof readParams>[0]): Record<string, string> =>
  Object.fromEntries(readParams(form).values);

describe('readParams', () => {
  it('decodes percent-encoding and plus signs in names and values.', () => {
    expect(valuesOf('a%20b=c+d&e=%C3%A9&f=1%2B1')).toEqual({ 'a b': 'c d', e: 'é', f: '1+1' });
  });

  it('reads what URLSearchParams reads, empty pairs and missing signs included.', () => {
    expect(valuesOf('&&a=1&b&=c&d==e&')).toEqual({ a: '1', '': 'c', d: '=e' });
    expect(readParams('').values.size).toBe(0);
    expect([...readParams('&&').repeated]).toEqual([]);
  });

  it('gives a name that was sent twice no value, wherever the empty one stands.', () => {
    for (const form of ['a=1&a=2', 'a=&a=2', 'a=1&a=', 'a&a', 'a=1&%61=1']) {
      expect(valuesOf(form)).toEqual({});
      expect([...readParams(form).repeated]).toEqual(['a']);
    }
  });

  it('gives a name no value where one of its values can not be decoded.', () => {
    const { values, malformed, repeated } = readParams('a=1&a=%ZZ&b=%FF&c=\uD800&d=1');
    expect(Object.fromEntries(values)).toEqual({ d: '1' });
    expect([...malformed]).toEqual(['a', 'b', 'c']);
    expect([...repeated]).toEqual(['a']);
  });

  it('leaves out a name that can not be decoded.', () => {
    const { values, malformed, repeated } = readParams('%ZZ=1&%FF=2&%ZZ=3&a=1');
    expect([Object.fromEntries(values), malformed.size, repeated.size]).toEqual([{ a: '1' }, 0, 0]);
  });

  it('knows every name that was sent, with or without a value, once each.', () => {
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

  it('reads pairs as they are: what looks encoded in them is not.', () => {
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
  it('gives every value of a name, in order, and of that name alone.', () => {
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

describe('formStringOf', () => {
  it('is the text itself, or what the pairs would have been sent as.', () => {
    expect(formStringOf('a=+&&')).toBe('a=+&&');
    const text = formStringOf([
      ['a b', "c&d='é"],
      ['e', '\uD800'],
    ]);
    expect(text).toBe('a%20b=c%26d%3D%27%C3%A9&e=%EF%BF%BD');
    expect(valuesOf(text)).toEqual({ 'a b': "c&d='é", e: '\uFFFD' });
  });
});
