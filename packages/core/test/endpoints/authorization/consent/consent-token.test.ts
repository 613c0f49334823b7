import { createHmac } from 'node:crypto';
import { consentKeysOf, subjectHash } from '@codegrant/core';
import { signConsentToken, verifyConsentToken } from '@codegrant/core/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, consentKeys } from '../../../fixtures/bytes.ts';
import { contentOf } from '../../../fixtures/consent-token.ts';

const now = 1_700_000_000;

const anyContent = fc.record({
  id: fc.string(),
  query: fc.string({ unit: 'grapheme' }),
  subject: fc.string({ unit: 'grapheme' }),
  issuer: fc.string({ unit: 'grapheme' }),
  askedScope: fc.array(fc.string()),
  askedResources: fc.array(fc.string()),
  expiresAt: fc.integer({ min: now + 1, max: 2 ** 40 }),
});

// consentKeysOf rejects a key of zeros.
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 80 }).filter((bytes) => bytes.some((byte) => byte !== 0));

const sameKey = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe('Any consent token (R108)', () => {
  it('verifies to the content that was signed.', () => {
    fc.assert(
      fc.property(anyContent, anyKey, (content, key) => {
        const keys = consentKeysOf([key]);
        expect(verifyConsentToken(signConsentToken(content, keys), keys, now)).toEqual({ kind: 'valid', content });
      }),
    );
  });

  it('verifies with a list of keys that has its key, and with no other list.', () => {
    fc.assert(
      fc.property(anyContent, anyKey, anyKey, (content, older, newer) => {
        fc.pre(!sameKey(older, newer));
        const token = signConsentToken(content, consentKeysOf([older]));
        expect(verifyConsentToken(token, consentKeysOf([newer, older]), now).kind).toBe('valid');
        expect(verifyConsentToken(token, consentKeysOf([newer]), now).kind).toBe('invalid');
      }),
    );
  });

  it('is signed with the first key of the list.', () => {
    fc.assert(
      fc.property(anyContent, anyKey, anyKey, (content, first, second) => {
        fc.pre(!sameKey(first, second));
        const token = signConsentToken(content, consentKeysOf([first, second]));
        expect(verifyConsentToken(token, consentKeysOf([second]), now).kind).toBe('invalid');
      }),
    );
  });

  it('is invalid after a character was changed, added or removed.', () => {
    fc.assert(
      fc.property(
        anyContent,
        anyKey,
        fc.nat(),
        fc.constantFrom('', 'A', 'B', '-', '_', '.', '=', ' ', 'AA'),
        (content, key, position, insert) => {
          const keys = consentKeysOf([key]);
          const token = signConsentToken(content, keys);
          const at = position % token.length;
          const changed = token.slice(0, at) + insert + token.slice(at + 1);
          fc.pre(changed !== token);
          expect(verifyConsentToken(changed, keys, now).kind).toBe('invalid');
        },
      ),
    );
  });

  it('expires at the second in its content.', () => {
    fc.assert(
      fc.property(anyContent, anyKey, (content, key) => {
        const keys = consentKeysOf([key]);
        const token = signConsentToken(content, keys);
        expect(verifyConsentToken(token, keys, content.expiresAt - 1).kind).toBe('valid');
        expect(verifyConsentToken(token, keys, content.expiresAt).kind).toBe('expired');
      }),
    );
  });

  it('cannot be guessed: any other string is invalid, and nothing throws.', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => verifyConsentToken(text, consentKeys, now).kind === 'invalid',
      ),
    );
    for (const text of ['', '.', '..', 'e30.e30', 'null.', '.AAAA'])
      expect(verifyConsentToken(text, consentKeys, now).kind).toBe('invalid');
  });
});

interface Signing {
  readonly key?: Uint8Array;
  readonly version?: number;
}

/** A token with this payload, signed like a consent token of that version. */
const signedPayload = (payload: string, { key = bytesOf(1), version = 4 }: Signing = {}): string => {
  const signature = createHmac('sha256', key)
    .update(`codegrant consent token ${version}.${payload}`)
    .digest('base64url');
  return `${payload}.${signature}`;
};

/** A token with this content. */
const signedAs = (value: unknown, signing: Signing = {}): string =>
  signedPayload(Buffer.from(JSON.stringify(value)).toString('base64url'), signing);

describe('A consent token', () => {
  const invalid = { kind: 'invalid' };
  const members = ['i', 'q', 's', 'iss', ['read'], ['r'], 10];

  it('has exactly two parts, a payload and its signature.', () => {
    const [payload = '', signature = ''] = signConsentToken(contentOf(), consentKeys).split('.');
    for (const token of [
      '',
      '.',
      payload,
      `${payload}.`,
      `.${signature}`,
      `${payload}.${signature}.`,
      `${payload}.${signature}.x`,
      `${payload}.!`,
      `!.${signature}`,
    ])
      expect(verifyConsentToken(token, consentKeys, 0)).toEqual(invalid);
  });

  it('is the JSON of its members in base64url, and their HMAC-SHA256.', () => {
    expect(verifyConsentToken(signedAs(members), consentKeys, 0)).toEqual({
      kind: 'valid',
      content: {
        id: 'i',
        query: 'q',
        subject: 's',
        issuer: 'iss',
        askedScope: ['read'],
        askedResources: ['r'],
        expiresAt: 10,
      },
    });
  });

  it.each([
    { value: ['i', 'q', 's', ['read'], 10], version: 2 },
    { value: ['i', 'q', 's', 'iss', ['read'], 10], version: 3 },
    { value: members, version: 3 },
    { value: members, version: 5 },
  ])('is invalid if it was signed as version $version of the format.', ({ value, version }) => {
    expect(verifyConsentToken(signedAs(value, { version }), consentKeys, 0)).toEqual(invalid);
  });

  it('is invalid if its payload has another shape.', () => {
    for (const value of [
      ['i', 'q', 's', 10],
      ['i', 'q', 's', ['read'], 10],
      ['i', 'q', 's', 'iss', ['read'], 10],
      ['i', 'q', 's', 'iss', 'read', ['r'], 10],
      ['i', 'q', 's', 'iss', [7], ['r'], 10],
      ['i', 'q', 's', 'iss', ['read'], 'r', 10],
      ['i', 'q', 's', 'iss', ['read'], [7], 10],
      ['i', 'q', 's', 7, ['read'], ['r'], 10],
      ['i', 'q', 's', null, ['read'], ['r'], 10],
      ['i', 'q', 's', 'iss', ['read'], ['r'], '10'],
      contentOf(),
      null,
    ])
      expect(verifyConsentToken(signedAs(value), consentKeys, 0)).toEqual(invalid);
  });

  it.each([
    ['empty', ''],
    ['not base64url', '!'],
    ['in two parts', 'W10.W10'],
    ['not UTF-8', Buffer.from([0xff]).toString('base64url')],
    ['not JSON', Buffer.from('[').toString('base64url')],
  ])('is invalid if it has the right signature, but its payload is %s.', (_what, payload) => {
    expect(verifyConsentToken(signedPayload(payload), consentKeys, 0)).toEqual(invalid);
  });

  it('is invalid if its signature was made for another purpose with the same key.', () => {
    const [payload = ''] = signConsentToken(contentOf(), consentKeys).split('.');
    expect(verifyConsentToken(`${payload}.${subjectHash(payload, consentKeys)}`, consentKeys, 0)).toEqual(invalid);
  });

  it.each([
    ['bytes', Uint8Array.from(bytesOf(1))],
    ['a Buffer', Buffer.from(bytesOf(1))],
    ['a part of other bytes', new Uint8Array([0, ...bytesOf(1), 0]).subarray(1, -1)],
  ])('verifies after the key, given as %s, was wiped by the caller (R108).', (_what, key) => {
    const keys = consentKeysOf([key]);
    const token = signConsentToken(contentOf(), keys);
    key.fill(0);
    expect(verifyConsentToken(token, keys, 0)).toEqual({ kind: 'valid', content: contentOf() });
    expect(signConsentToken(contentOf(), keys)).toBe(token);
  });

  it('cannot be signed with zeros after the key was wiped by the caller (R108).', () => {
    const key = bytesOf(1);
    const keys = consentKeysOf([key]);
    key.fill(0);
    expect(verifyConsentToken(signedAs(members, { key }), keys, 0)).toEqual(invalid);
  });
});
