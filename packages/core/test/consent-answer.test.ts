import {
  Broken,
  consentAnswerStage,
  consentTokenStage,
  consentTokenUnspentStage,
  type ConsentTokenContent,
  type FormInput,
  type Owner,
  type OpenedConsentToken,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const content: ConsentTokenContent = { id: 'id', query: 'a=b', subject: 'user-1', expiresAt: 10 };

const read = (form: FormInput): unknown => {
  const given = consentAnswerStage.run(form);
  return given instanceof Broken ? given.rule.name : given;
};

describe('What the consent page’s form says', () => {
  it.each<[string, unknown]>([
    ['consent_token=t&decision=allow', { kind: 'allow', scope: 'asAsked' }],
    ['consent_token=t&decision=deny', { kind: 'deny' }],
    ['consent_token=t&decision=deny&scope=read', { kind: 'deny' }],
    ['consent_token=t&decision=allow&scope=read', { kind: 'allow', scope: ['read'] }],
    ['consent_token=t&decision=allow&scope=&scope=read&scope=write', { kind: 'allow', scope: ['', 'read', 'write'] }],
    ['consent_token=t&decision=allow&scope=', { kind: 'allow', scope: [''] }],
  ])('%s is read.', (form, answer) => {
    expect(read(form)).toEqual({ consentToken: 't', answer });
  });

  it('is read from pairs too.', () => {
    const form = [
      ['consent_token', 't'],
      ['decision', 'allow'],
      ['scope', 'read'],
      ['scope', 'write'],
      ['other', 'x'],
    ] as const;
    expect(read(form)).toEqual({ consentToken: 't', answer: { kind: 'allow', scope: ['read', 'write'] } });
  });

  it.each([
    ['', 'consent-token-present'],
    ['consent_token=&decision=allow', 'consent-token-present'],
    ['consent_token=a&consent_token=b&decision=allow', 'consent-token-present'],
    ['consent_token=t', 'consent-decision-known'],
    ['consent_token=t&decision=', 'consent-decision-known'],
    ['consent_token=t&decision=Allow', 'consent-decision-known'],
    ['consent_token=t&decision=allow&decision=deny', 'consent-decision-known'],
  ])('%j breaks the rule %s.', (form, rule) => {
    expect(read(form)).toBe(rule);
  });
});

const look = (opened: OpenedConsentToken, owner: Owner | undefined): unknown => {
  const given = { consentToken: 't', answer: { kind: 'deny' } } as const;
  const answered = consentTokenStage.run({ given, opened, owner });
  return answered instanceof Broken ? [answered.rule.name, answered.rule.verdict.status] : answered;
};

describe('An answer', () => {
  const open = { kind: 'open', content } as const;

  it('counts from the owner who was asked.', () => {
    expect(look(open, { subject: 'user-1' })).toEqual({ content, answer: { kind: 'deny' } });
  });

  it('does not count from another, or from nobody.', () => {
    expect(look(open, { subject: 'user-2' })).toEqual(['consent-token-of-owner', 403]);
    expect(look(open, undefined)).toEqual(['consent-token-of-owner', 403]);
  });

  it('does not count for a question that was not asked here, or too long ago.', () => {
    expect(look({ kind: 'forged' }, { subject: 'user-1' })).toEqual(['consent-token-sealed', 400]);
    expect(look({ kind: 'expired' }, { subject: 'user-1' })).toEqual(['consent-token-unexpired', 400]);
  });

  it('counts once.', () => {
    const answered = { content, answer: { kind: 'deny' } } as const;
    expect(consentTokenUnspentStage.run({ answered, firstUse: true })).toBe(answered);
    expect(consentTokenUnspentStage.run({ answered, firstUse: false })).toMatchObject({
      rule: { name: 'consent-token-unspent' },
    });
  });
});
