import { createHash } from 'node:crypto';
import { verifyCodeVerifier } from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challenge, verifier } from '../fixtures/pkce.ts';

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'.split('');
const anyVerifier = fc.string({ unit: fc.constantFrom(...unreserved), minLength: 43, maxLength: 128 });

/** The SHA-256 of the platform, which core does not use. */
const s256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('base64url');

const challenges = [
  ['S256', s256],
  ['plain', (text: string): string => text],
] as const;

describe.each(challenges)('With %s', (method, challengeOf) => {
  it('the verifier of the challenge always matches.', () => {
    fc.assert(fc.property(anyVerifier, (right) => verifyCodeVerifier({ method, value: challengeOf(right) }, right)));
  });

  it('another verifier never matches.', () => {
    fc.assert(
      fc.property(anyVerifier, fc.oneof(anyVerifier, fc.string()), (right, other) => {
        fc.pre(right !== other);
        return !verifyCodeVerifier({ method, value: challengeOf(right) }, other);
      }),
    );
  });

  it('a verifier with one character added, removed or changed never matches.', () => {
    fc.assert(
      fc.property(anyVerifier, fc.nat(127), fc.constantFrom(...unreserved, ''), (right, position, character) => {
        const at = position % right.length;
        const other = right.slice(0, at) + character + right.slice(at + 1);
        fc.pre(right !== other);
        return !verifyCodeVerifier({ method, value: challengeOf(right) }, other);
      }),
    );
  });

  it('a malformed verifier never matches, even its own challenge.', () => {
    for (const text of ['', 'short', 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(43)} `, 'ä'.repeat(43)])
      expect(verifyCodeVerifier({ method, value: challengeOf(text) }, text)).toBe(false);
  });
});

it('The verifier of RFC 7636 appendix B matches its challenge.', () => {
  expect(verifyCodeVerifier({ method: 'S256', value: challenge }, verifier)).toBe(true);
});

it('The SHA-256 of the platform gives the same result.', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
  fc.assert(
    fc.property(anyVerifier, (right) => verifyCodeVerifier({ method: 'S256', value: s256(right) }, right, hash)),
  );
});
