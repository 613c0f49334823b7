import { readParams } from '@codegrant/core';
import { formStringOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('formStringOf', () => {
  it('returns a raw form unchanged.', () => {
    expect(formStringOf('a=+&&')).toBe('a=+&&');
  });

  it('encodes pairs, and a lone surrogate as U+FFFD.', () => {
    const form = formStringOf([
      ['a b', "c&d='é"],
      ['e', '\uD800'],
    ]);
    expect(form).toBe('a%20b=c%26d%3D%27%C3%A9&e=%EF%BF%BD');
    expect(Object.fromEntries(readParams(form).values)).toEqual({ 'a b': "c&d='é", e: '\uFFFD' });
  });
});
