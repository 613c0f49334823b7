import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeBase64url } from '../../src/encoding/base64url.ts';

it('Bytes are encoded as by node:buffer.', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
});

it('Every symbol is that of RFC 4648 §5.', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(encodeBase64url(all)).toBe(Buffer.from(all).toString('base64url'));
});

it('Any number of bytes is encoded, in parts of 3072.', () => {
  for (const length of [3071, 3072, 3073, 6145, 1_000_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) & 0xff);
    expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  }
});
