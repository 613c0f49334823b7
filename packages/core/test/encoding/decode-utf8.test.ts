import { expect, it } from 'vitest';
import { decodeUtf8 } from '../../src/encoding/decode-utf8.ts';

it('Bytes of UTF-8 are decoded.', () => {
  expect(decodeUtf8(new TextEncoder().encode('é:ü'))).toBe('é:ü');
  expect(decodeUtf8(new Uint8Array())).toBe('');
});

it.each([undefined, new Uint8Array([0xff]), new Uint8Array([0xc3]), new Uint8Array([0xc0, 0x80])])(
  '%j is no text.',
  (bytes) => {
    expect(decodeUtf8(bytes)).toBeUndefined();
  },
);
