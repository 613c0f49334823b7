import { createHash, createHmac } from 'node:crypto';
import { consentKeysOf, openConsentToken, sealConsentToken, subjectHash } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];

describe('The name of a subject in logs', () => {
  it('is the same for the same subject under the same key.', () => {
    expect(subjectHash('user-1', consentKeysOf([one]))).toBe(subjectHash('user-1', consentKeysOf([one])));
    expect(subjectHash('user-1', consentKeysOf([one]))).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is another for another subject, and under another key.', () => {
    const names = [
      subjectHash('user-1', consentKeysOf([one])),
      subjectHash('user-2', consentKeysOf([one])),
      subjectHash('User-1', consentKeysOf([one])),
      subjectHash('user-1', consentKeysOf([other])),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('is made with the newest key alone.', () => {
    expect(subjectHash('user-1', consentKeysOf([one, other]))).toBe(subjectHash('user-1', consentKeysOf([one])));
    expect(subjectHash('user-1', consentKeysOf([other, one]))).toBe(subjectHash('user-1', consentKeysOf([other])));
  });

  it('is not the SHA-256 of the subject, which whoever can guess subjects could look up.', () => {
    const plain = createHash('sha256').update('user-1').digest('base64url');
    expect(subjectHash('user-1', consentKeysOf([one]))).not.toBe(plain);
  });

  it('is the HMAC-SHA256 of the subject and of what it is for, so that it can be made elsewhere too.', () => {
    const name = createHmac('sha256', one).update('codegrant subject 1.jürgen').digest('base64url');
    expect(subjectHash('jürgen', consentKeysOf([one]))).toBe(name);
  });
});

describe('What is sealed under one key for one purpose', () => {
  it('does not pass for a consent token where it was sealed as a subject.', () => {
    const keys = consentKeysOf([one]);
    const content = { id: 'i', query: 'q', subject: 'user-1', askedScope: ['read'], expiresAt: 10 };
    const [payload = ''] = sealConsentToken(content, keys).split('.');
    expect(openConsentToken(`${payload}.${subjectHash(payload, keys)}`, keys, 0)).toEqual({ kind: 'forged' });
  });

  it('is a consent token only if what it says is one: what was sealed before the scope was part of it is none.', () => {
    const keys = consentKeysOf([one]);
    const sealedAs = (value: unknown): string => {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      const seal = createHmac('sha256', one).update(`codegrant consent token 2.${payload}`).digest('base64url');
      return `${payload}.${seal}`;
    };
    expect(openConsentToken(sealedAs(['i', 'q', 's', ['read'], 10]), keys, 0)).toMatchObject({ kind: 'open' });
    for (const value of [
      ['i', 'q', 's', 10],
      ['i', 'q', 's', 'read', 10],
      ['i', 'q', 's', [7], 10],
      ['i', 'q', 's', ['read'], '10'],
      { id: 'i', query: 'q', subject: 's', askedScope: ['read'], expiresAt: 10 },
      null,
    ])
      expect(openConsentToken(sealedAs(value), keys, 0)).toEqual({ kind: 'forged' });
  });
});
