import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalInConstantTime } from '../../src/crypto/equal-in-constant-time.ts';

it('The same string is equal.', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => equalInConstantTime(text, [...text].join(''))));
});

it.each([
  ['', 'a'],
  ['a', 'b'],
  ['ab', 'cb'],
  ['ab', 'ac'],
  ['ab', 'a'],
  ['a', 'ab'],
  ['a', '\u0161'],
  ['ab', 'ba'],
])('%j and %j differ.', (a, b) => {
  expect(equalInConstantTime(a, b)).toBe(false);
});
