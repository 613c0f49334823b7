import { createHash, createHmac } from 'node:crypto';
import { consentKeysOf, subjectHash } from '@codegrant/core';
import { signConsentToken, verifyConsentToken } from '@codegrant/core/internal';
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
    const content = {
      id: 'i',
      query: 'q',
      subject: 'user-1',
      issuer: 'https://login.example',
      askedScope: ['read'],
      expiresAt: 10,
    };
    const [payload = ''] = signConsentToken(content, keys).split('.');
    expect(verifyConsentToken(`${payload}.${subjectHash(payload, keys)}`, keys, 0)).toEqual({ kind: 'invalid' });
  });

  it('is a consent token only if what it says is one: what was sealed before the issuer was part of it is none.', () => {
    const keys = consentKeysOf([one]);
    const sealedAs = (value: unknown, version = 3): string => {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      const seal = createHmac('sha256', one)
        .update(`codegrant consent token ${version}.${payload}`)
        .digest('base64url');
      return `${payload}.${seal}`;
    };
    expect(verifyConsentToken(sealedAs(['i', 'q', 's', 'iss', ['read'], 10]), keys, 0)).toMatchObject({
      kind: 'valid',
      content: { issuer: 'iss' },
    });
    for (const [value, version] of [
      [['i', 'q', 's', ['read'], 10], 2],
      [['i', 'q', 's', 'iss', ['read'], 10], 2],
      [['i', 'q', 's', 'iss', ['read'], 10], 4],
    ] as const)
      expect(verifyConsentToken(sealedAs(value, version), keys, 0)).toEqual({ kind: 'invalid' });
    for (const value of [
      ['i', 'q', 's', 10],
      ['i', 'q', 's', ['read'], 10],
      ['i', 'q', 's', 'iss', 'read', 10],
      ['i', 'q', 's', 'iss', [7], 10],
      ['i', 'q', 's', 7, ['read'], 10],
      ['i', 'q', 's', null, ['read'], 10],
      ['i', 'q', 's', 'iss', ['read'], '10'],
      { id: 'i', query: 'q', subject: 's', issuer: 'iss', askedScope: ['read'], expiresAt: 10 },
      null,
    ])
      expect(verifyConsentToken(sealedAs(value), keys, 0)).toEqual({ kind: 'invalid' });
  });
});

describe('A consent token', () => {
  const content = {
    id: 'i',
    query: 'q',
    subject: 'user-1',
    issuer: 'https://login.example',
    askedScope: ['read'],
    expiresAt: 10,
  };

  it.each([
    ['bytes', Uint8Array.from(one)],
    ['a Buffer', Buffer.from(one)],
    ['a part of other bytes', new Uint8Array([0, ...one, 0]).subarray(1, -1)],
  ])('opens under the key of before though it came as %s that are wiped since (R108).', (_what, bytes) => {
    const keys = consentKeysOf([bytes]);
    const token = signConsentToken(content, keys);
    bytes.fill(0);
    expect(verifyConsentToken(token, keys, 0)).toEqual({ kind: 'valid', content });
    expect(signConsentToken(content, keys)).toBe(token);
  });

  it('that is sealed with zeros does not open where the bytes were wiped: nobody can write one (R108).', () => {
    const bytes = Uint8Array.from(one);
    const keys = consentKeysOf([bytes]);
    bytes.fill(0);
    const payload = Buffer.from(JSON.stringify(['i', 'q', 'user-1', 'https://login.example', ['read'], 10])).toString(
      'base64url',
    );
    const seal = createHmac('sha256', bytes).update(`codegrant consent token 3.${payload}`).digest('base64url');
    expect(verifyConsentToken(`${payload}.${seal}`, keys, 0)).toEqual({ kind: 'invalid' });
  });
});
