import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/crypto/digest.ts';

it('SHA-256 in plain JavaScript gives what node:crypto gives, also for a lone surrogate.', () => {
  expect(sha256('a\uD800')).toBe(createHash('sha256').update('a\uFFFD').digest('base64url'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('base64url'));
    }),
  );
});
