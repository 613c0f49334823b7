import { consentKeysOf } from '@codegrant/core';
import { signConsentToken, verifyConsentToken } from '@codegrant/core/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const now = 1_700_000_000;
const content = fc.record({
  id: fc.string(),
  query: fc.string({ unit: 'grapheme' }),
  subject: fc.string({ unit: 'grapheme' }),
  issuer: fc.string({ unit: 'grapheme' }),
  askedScope: fc.array(fc.string()),
  expiresAt: fc.integer({ min: now + 1, max: 2 ** 40 }),
});
// Of zeros there is no key.
const key = fc.uint8Array({ minLength: 32, maxLength: 80 }).filter((bytes) => bytes.some((byte) => byte !== 0));
const sameKey = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe('A sealed consent token (R108)', () => {
  it('opens to what was sealed.', () => {
    fc.assert(
      fc.property(content, key, (sealed, one) => {
        const keys = consentKeysOf([one]);
        expect(verifyConsentToken(signConsentToken(sealed, keys), keys, now)).toEqual({
          kind: 'valid',
          content: sealed,
        });
      }),
    );
  });

  it('opens under a list that still has its key, and not under one that has not.', () => {
    fc.assert(
      fc.property(content, key, key, (sealed, old, fresh) => {
        fc.pre(!sameKey(old, fresh));
        const token = signConsentToken(sealed, consentKeysOf([old]));
        expect(verifyConsentToken(token, consentKeysOf([fresh, old]), now).kind).toBe('valid');
        expect(verifyConsentToken(token, consentKeysOf([fresh]), now).kind).toBe('invalid');
      }),
    );
  });

  it('is sealed with the first key.', () => {
    fc.assert(
      fc.property(content, key, key, (sealed, first, second) => {
        fc.pre(!sameKey(first, second));
        const token = signConsentToken(sealed, consentKeysOf([first, second]));
        expect(verifyConsentToken(token, consentKeysOf([second]), now).kind).toBe('invalid');
      }),
    );
  });

  it('does not open once a character of it was changed, added or left out.', () => {
    fc.assert(
      fc.property(
        content,
        key,
        fc.nat(),
        fc.constantFrom('', 'A', 'B', '-', '_', '.', '=', ' ', 'AA'),
        (sealed, one, position, insert) => {
          const keys = consentKeysOf([one]);
          const token = signConsentToken(sealed, keys);
          // The last character of 43 holds two bits that decoding drops.
          const at = position % (token.length - 1);
          const changed = token.slice(0, at) + insert + token.slice(at + 1);
          fc.pre(changed !== token);
          expect(verifyConsentToken(changed, keys, now).kind).toBe('invalid');
        },
      ),
    );
  });

  it('expires at its second.', () => {
    fc.assert(
      fc.property(content, key, (sealed, one) => {
        const keys = consentKeysOf([one]);
        const token = signConsentToken(sealed, keys);
        expect(verifyConsentToken(token, keys, sealed.expiresAt - 1).kind).toBe('valid');
        expect(verifyConsentToken(token, keys, sealed.expiresAt).kind).toBe('expired');
      }),
    );
  });

  it('is nothing that anybody could write, and whatever they write is an answer, not a crash.', () => {
    const keys = consentKeysOf([new Uint8Array(32).fill(1)]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => verifyConsentToken(text, keys, now).kind === 'invalid'),
    );
    for (const text of ['', '.', '..', 'e30.e30', 'null.', '.AAAA'])
      expect(verifyConsentToken(text, keys, now).kind).toBe('invalid');
  });
});
