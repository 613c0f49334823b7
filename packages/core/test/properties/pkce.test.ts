import { createHash } from 'node:crypto';
import { verifyCodeVerifier } from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'.split('');
const verifier = fc.string({ unit: fc.constantFrom(...unreserved), minLength: 43, maxLength: 128 });

/** The platform's own digest, which core does not use. */
const s256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('base64url');

const challenges = [
  ['S256', s256],
  ['plain', (text: string): string => text],
] as const;

describe.each(challenges)('With %s', (method, challengeOf) => {
  it('the right verifier always passes.', () => {
    fc.assert(fc.property(verifier, (right) => verifyCodeVerifier({ method, value: challengeOf(right) }, right)));
  });

  it('any other never does.', () => {
    fc.assert(
      fc.property(verifier, fc.oneof(verifier, fc.string()), (right, other) => {
        fc.pre(right !== other);
        return !verifyCodeVerifier({ method, value: challengeOf(right) }, other);
      }),
    );
  });

  it('one character more, less or other never does.', () => {
    fc.assert(
      fc.property(verifier, fc.nat(127), fc.constantFrom(...unreserved, ''), (right, position, character) => {
        const at = position % right.length;
        const other = right.slice(0, at) + character + right.slice(at + 1);
        fc.pre(right !== other);
        return !verifyCodeVerifier({ method, value: challengeOf(right) }, other);
      }),
    );
  });

  it('a verifier that is none never does, even where it would match.', () => {
    for (const text of ['', 'short', 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(43)} `, 'ä'.repeat(43)])
      expect(verifyCodeVerifier({ method, value: challengeOf(text) }, text)).toBe(false);
  });
});

it('The vector of RFC 7636 appendix B passes.', () => {
  const challenge = { method: 'S256', value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' } as const;
  expect(verifyCodeVerifier(challenge, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(true);
});

it('The platform’s digest may take the place of core’s.', () => {
  const hash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  fc.assert(fc.property(verifier, (right) => verifyCodeVerifier({ method: 'S256', value: s256(right) }, right, hash)));
});
