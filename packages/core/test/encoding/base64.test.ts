import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBase64url } from '../../src/encoding/base64.ts';

const symbols = fc.string({ unit: fc.constantFrom(...'AQgw+/-_=Zz09 \n\fé'), maxLength: 12 });

describe('decodeBase64', () => {
  it('reads what node:buffer writes.', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      }),
    );
  });

  it('never throws, and reads only text of the syntax.', () => {
    fc.assert(
      fc.property(symbols, (text) => {
        const isBase64 = /^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) && !text.includes('_');
        expect(decodeBase64(text) !== undefined).toBe(isBase64);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['YTo', 'YTo=\n', ' YTo=', 'YTpi====', 'Y===', '====', 'YT=p', 'YTp_', 'YTpé'])(
    'does not read %j.',
    (text) => {
      expect(decodeBase64(text)).toBeUndefined();
    },
  );
});

describe('decodeBase64url', () => {
  it('reads what node:buffer writes.', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(decodeBase64url(Buffer.from(bytes).toString('base64url'))).toEqual(bytes);
      }),
    );
  });

  it.each(['Y', 'YTpiY', 'YTo=', 'YT+p', 'YT/p', 'YT p', 'YTpé'])('does not read %j.', (text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });
});
