import {
  answerTo,
  Broken,
  consentAnswerStage,
  consentTokenStage,
  consentTokenUnspentStage,
  type ConsentTokenContent,
  type FormInput,
  type Owner,
  type OpenedConsentToken,
  type OpenQuestion,
  type SpentQuestion,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const content: ConsentTokenContent = {
  id: 'id',
  query: 'a=b',
  subject: 'user-1',
  askedScope: ['read', 'write'],
  expiresAt: 10,
};

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
    ['consent_token=t&decision=allow&scope=read+write', { kind: 'allow', scope: ['read', 'write'] }],
  ])('%s is read.', (form, answer) => {
    expect(read(form)).toEqual({ consentToken: 't', answer, scopeNotAsked: 'ignored' });
  });

  it('is read from pairs too.', () => {
    const form = [
      ['consent_token', 't'],
      ['decision', 'allow'],
      ['scope', 'read'],
      ['scope', 'write'],
      ['other', 'x'],
    ] as const;
    expect(read(form)).toEqual({
      consentToken: 't',
      answer: { kind: 'allow', scope: ['read', 'write'] },
      scopeNotAsked: 'ignored',
    });
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
  const question = consentTokenStage.run({ opened, owner });
  return question instanceof Broken
    ? [question.rule.name, question.rule.verdict.status, question.rule.verdict.error]
    : question;
};

const openQuestion = (): OpenQuestion => {
  const question = consentTokenStage.run({ opened: { kind: 'open', content }, owner: { subject: 'user-1' } });
  if (question instanceof Broken) throw new Error(question.rule.message);
  return question;
};

const spentQuestion = (): SpentQuestion => {
  const spent = consentTokenUnspentStage.run({ question: openQuestion(), firstUse: true });
  if (spent instanceof Broken) throw new Error(spent.rule.message);
  return spent;
};

describe('A question', () => {
  const open = { kind: 'open', content } as const;

  it('is for the owner who was asked.', () => {
    expect(look(open, { subject: 'user-1' })).toEqual(content);
  });

  it('is neither for another, nor for nobody.', () => {
    expect(look(open, { subject: 'user-2' })).toEqual(['consent-token-of-owner', 403, 'consent_token_of_another']);
    expect(look(open, undefined)).toEqual(['consent-token-of-owner', 403, 'consent_token_of_another']);
  });

  it('that was not asked here, or too long ago, is for nobody.', () => {
    const owner = { subject: 'user-1' };
    expect(look({ kind: 'forged' }, owner)).toEqual(['consent-token-sealed', 400, 'consent_token_invalid']);
    expect(look({ kind: 'expired' }, owner)).toEqual(['consent-token-unexpired', 400, 'consent_token_expired']);
  });

  it('is answered once.', () => {
    const question = openQuestion();
    expect(consentTokenUnspentStage.run({ question, firstUse: true })).toBe(question);
    expect(consentTokenUnspentStage.run({ question, firstUse: false })).toMatchObject({
      rule: { name: 'consent-token-unspent', verdict: { status: 400, error: 'consent_token_spent' } },
    });
  });

  it('bounds what an answer can allow, and takes a denial as it is (R96).', () => {
    const asked = ['read', 'write'];
    expect(answerTo(spentQuestion(), { kind: 'allow', scope: 'asAsked' })).toEqual({
      kind: 'allow',
      scope: 'asAsked',
      asked,
    });
    expect(answerTo(spentQuestion(), { kind: 'allow', scope: ['read', 'admin'] })).toEqual({
      kind: 'allow',
      scope: ['read', 'admin'],
      asked,
    });
    expect(answerTo(spentQuestion(), { kind: 'deny' })).toEqual({ kind: 'deny' });
  });
});
