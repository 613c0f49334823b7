import { createHash, createHmac } from 'node:crypto';
import { consentKeysOf, subjectHash } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../fixtures/bytes.ts';

const [one, other] = [bytesOf(1), bytesOf(2)];

describe('Consent keys', () => {
  it('are at least one, of at least 32 bytes each.', () => {
    expect(consentKeysOf([one, one])).toEqual([one, one]);
    const none = 'Consent keys: pass a list with at least one key of 32 random bytes.';
    expect(() => consentKeysOf([])).toThrow(none);
    // Callers without types can pass anything.
    const others: unknown[] = [undefined, 'a'.repeat(32), one, { 0: one, length: 1 }];
    for (const keys of others) expect(() => consentKeysOf(keys as Uint8Array[])).toThrow(none);
  });

  it('are refused with the length of a key that is too short, which an unset variable makes.', () => {
    const tooShort = (bytes: number) =>
      `Consent keys: key 1 (length: ${bytes}) is not a Uint8Array of at least 32 bytes.`;
    expect(() => consentKeysOf([one, new Uint8Array(31)])).toThrow(tooShort(31));
    expect(() => consentKeysOf([one, Buffer.from('', 'base64')])).toThrow(tooShort(0));
    expect(() => consentKeysOf([one, 'a'.repeat(32) as unknown as Uint8Array])).toThrow(
      'Consent keys: key 1 (length: 32) is not a Uint8Array of at least 32 bytes.',
    );
  });

  it.each([
    ['of 32 bytes', [new Uint8Array(32)], 0],
    ['of 64 bytes', [new Uint8Array(64)], 0],
    ['the second of two', [one, new Uint8Array(32)], 1],
  ])('cannot be all zeros, which everybody knows: %s (R108).', (_which, keys, index) => {
    expect(() => consentKeysOf(keys)).toThrow(
      new RangeError(`Consent keys: key ${index} is all zeros. Fill it with random bytes.`),
    );
  });

  it('can have some zeros.', () => {
    const key = Uint8Array.from({ length: 32 }, (_byte, index) => (index === 31 ? 1 : 0));
    expect(consentKeysOf([key])).toEqual([key]);
  });

  it('are copies, so the caller can wipe the bytes (R108).', () => {
    const key = bytesOf(1);
    const keys = consentKeysOf([key]);
    key.fill(0);
    expect(keys).toEqual([bytesOf(1)]);
  });
});

describe('subjectHash', () => {
  it('is the same for the same subject and key.', () => {
    expect(subjectHash('user-1', consentKeysOf([one]))).toBe(subjectHash('user-1', consentKeysOf([one])));
    expect(subjectHash('user-1', consentKeysOf([one]))).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('differs for another subject, and for another key.', () => {
    const names = [
      subjectHash('user-1', consentKeysOf([one])),
      subjectHash('user-2', consentKeysOf([one])),
      subjectHash('User-1', consentKeysOf([one])),
      subjectHash('user-1', consentKeysOf([other])),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('depends on the newest key alone.', () => {
    expect(subjectHash('user-1', consentKeysOf([one, other]))).toBe(subjectHash('user-1', consentKeysOf([one])));
    expect(subjectHash('user-1', consentKeysOf([other, one]))).toBe(subjectHash('user-1', consentKeysOf([other])));
  });

  it('is not the SHA-256 of the subject, which could be found by guessing.', () => {
    const plain = createHash('sha256').update('user-1').digest('base64url');
    expect(subjectHash('user-1', consentKeysOf([one]))).not.toBe(plain);
  });

  it('is the HMAC-SHA256 of its purpose and the subject, so other programs can compute it.', () => {
    const name = createHmac('sha256', one).update('codegrant subject 1.jürgen').digest('base64url');
    expect(subjectHash('jürgen', consentKeysOf([one]))).toBe(name);
  });
});
