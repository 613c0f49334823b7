import { hashCode } from '@codegrant/core';
import { grantIdOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('The identifier of a grant', () => {
  it('is a UUID of version 8, made from the hash of the code and nothing else (R209).', () => {
    expect(grantIdOf(hashCode('a-code'))).toBe(grantIdOf(hashCode('a-code')));
    expect(grantIdOf('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe('00000000-0000-8000-8000-000000000000');
    expect(grantIdOf('___________________________________________')).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
    // Apart from version and variant, it has the first digits of the hash.
    const hash = hashCode('a-code');
    const hex = Buffer.from(hash, 'base64url').toString('hex');
    const id = grantIdOf(hash).replaceAll('-', '');
    expect([id.slice(0, 12), id.slice(13, 16), id.slice(17)]).toEqual([
      hex.slice(0, 12),
      hex.slice(13, 16),
      hex.slice(17, 32),
    ]);
  });

  it('has the syntax of RFC 9562 §5.8, and differs for each code.', () => {
    const ids = Array.from({ length: 500 }, (_, index) => grantIdOf(hashCode(`code ${index}`)));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(500);
  });

  it('never throws, even for a hash that is none.', () => {
    for (const hash of ['', 'x', 'the hash of a-code', '\u{1f98a}'.repeat(30)])
      expect(grantIdOf(hash)).toBeTypeOf('string');
  });
});
