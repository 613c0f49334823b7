import { encodeFormValue, encodeQueryValue } from '../../src/encoding/form-encoding.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const units = ['%', '2', 'F', 'a', '/', ':', '?', '=', '@', ',', '&', '+', ';', ' ', '\u00e9', '\u{1F600}'];

/** What {@link encodeFormValue} does, by the platform's own encoder. */
const encodedByPlatform = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${Buffer.from(character).toString('hex')}`,
  );

describe('A form value is encoded as by the platform, and so are the characters that the platform leaves (R56):', () => {
  it('every character of ASCII, alone and between others.', () => {
    for (let code = 0; code < 0x80; code += 1)
      for (const text of [String.fromCharCode(code), `a${String.fromCharCode(code)}b`])
        expect(encodeFormValue(text).toLowerCase()).toBe(encodedByPlatform(text).toLowerCase());
    expect(encodeFormValue("\n*~'")).toBe('%0A%2A~%27');
  });

  it('any string.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...units) }), (one, another) => {
        for (const text of [one, another, one + another, another + one])
          expect(encodeFormValue(text).toLowerCase()).toBe(encodedByPlatform(text).toLowerCase());
      }),
    );
  });
});

describe('A value of a query', () => {
  it('keeps the characters that mean nothing there, and percent signs are encoded again.', () => {
    expect(encodeQueryValue('https://app.example/cb?a=b,c@d')).toBe('https://app.example/cb?a=b,c@d');
    expect(encodeQueryValue('%2F%3A&+;#% "\'<>[]{}|\\^`()!*$')).toBe(
      '%252F%253A%26%2B%3B%23%25%20%22%27%3C%3E%5B%5D%7B%7D%7C%5C%5E%60%28%29%21%2A%24',
    );
  });

  it('is decoded to the same value, whatever it contains.', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...units) }), (value) => {
        const encoded = encodeQueryValue(value);
        expect(new URLSearchParams(`a=${encoded}&b=1`).get('a')).toBe(value);
        expect(encoded.length).toBeLessThanOrEqual(encodeFormValue(value).length);
      }),
    );
  });
});
