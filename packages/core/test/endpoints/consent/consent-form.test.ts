import type { FormInput, Owner } from '@codegrant/core';
import {
  type AnsweredQuestion,
  answeredQuestionStage,
  Broken,
  consentFormStage,
  type ConsentTokenContent,
  consentTokenStage,
  consentTokenUnspentStage,
  type GivenConsentAnswer,
  type OpenQuestion,
  type SpentQuestion,
  type VerifiedConsentToken,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const content: ConsentTokenContent = {
  id: 'id',
  query: 'a=b',
  subject: 'user-1',
  issuer: 'https://login.example',
  askedScope: ['read', 'write'],
  expiresAt: 10,
};

const read = (form: FormInput): unknown => {
  const given = consentFormStage.run(form);
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

  it.each([
    'scope[]=read',
    'scope[0]=read',
    'scope%5B%5D=read',
    'scope[]',
    'scope[',
    'scope[read]=on',
    'scope=read&scope[]=write',
    'scope=%FF',
    'scope=%ZZ',
    'scope=&scope=%FF',
    'scope=\uD800',
    'scopes=x',
    'scopes[]=x',
    'Scope[]=x',
    'Scope=read',
    'scope.x=read',
    'scope%5B%5D=read',
  ])('with a choice that can not be read, %j, allows nothing (R22, R96).', (choice) => {
    expect(read(`consent_token=t&decision=allow&${choice}`)).toBe('consent-scope-readable');
    expect(read(`${choice}&decision=allow&consent_token=t`)).toBe('consent-scope-readable');
    expect(read(`consent_token=t&decision=deny&${choice}`)).toBe('consent-scope-readable');
  });

  it('with such a choice allows nothing where a parser has read it either.', () => {
    const pairs = [
      ['consent_token', 't'],
      ['decision', 'allow'],
    ] as const;
    for (const choice of [['scope[]', ''] as const, ['scope[0]', 'read'] as const, ['scope', '\uD800'] as const])
      expect(read([...pairs, choice])).toBe('consent-scope-readable');
  });

  it.each(['scoped=x', 'xscope=x', 'xscope[]=x', '[scope]=x', 'other=%FF', '%FF=x', 'a[]=b'])(
    'is read where it says %j besides, which is nobody’s choice.',
    (more) => {
      expect(read(`consent_token=t&decision=allow&${more}`)).toEqual({
        consentToken: 't',
        answer: { kind: 'allow', scope: 'asAsked' },
        scopeNotAsked: 'ignored',
      });
    },
  );
});

const issuer = 'https://login.example';

const look = (verified: VerifiedConsentToken, owner: Owner | undefined, at = issuer): unknown => {
  const question = consentTokenStage.run({ verified, issuer: at, owner });
  return question instanceof Broken
    ? [question.rule.name, question.rule.verdict.status, question.rule.verdict.error]
    : question;
};

const openQuestion = (): OpenQuestion => {
  const question = consentTokenStage.run({
    verified: { kind: 'valid', content },
    issuer,
    owner: { subject: 'user-1' },
  });
  if (question instanceof Broken) throw new Error(question.rule.message);
  return question;
};

const answeredWith = (answer: GivenConsentAnswer['answer']): AnsweredQuestion => {
  const given: GivenConsentAnswer = { consentToken: 't', answer, scopeNotAsked: 'ignored' };
  const answered = answeredQuestionStage.run({ question: openQuestion(), given });
  if (answered instanceof Broken) throw new Error(answered.rule.message);
  return answered;
};

const spentWith = (answer: GivenConsentAnswer['answer']): SpentQuestion => {
  const spent = consentTokenUnspentStage.run({ answered: answeredWith(answer), firstUse: true });
  if (spent instanceof Broken) throw new Error(spent.rule.message);
  return spent;
};

describe('A question', () => {
  const open = { kind: 'valid', content } as const;

  it('is for the owner who was asked.', () => {
    expect(look(open, { subject: 'user-1' })).toEqual({ ...content, kind: 'open', owner: { subject: 'user-1' } });
  });

  it('is neither for another, nor for nobody.', () => {
    expect(look(open, { subject: 'user-2' })).toEqual(['consent-token-of-owner', 403, 'consent_token_of_another']);
    expect(look(open, undefined)).toEqual(['consent-token-of-owner', 403, 'consent_token_of_another']);
  });

  it.each([
    'https://other.example',
    'https://login.example/',
    'https://login.example/tenant',
    'https://LOGIN.example',
    '',
  ])('of an issuer is not one of %j, though both have the same keys (R108).', (other) => {
    const owner = { subject: 'user-1' };
    expect(look(open, owner, other)).toEqual(['consent-token-signed', 400, 'consent_token_invalid']);
    expect(look(open, undefined, other)).toEqual(['consent-token-signed', 400, 'consent_token_invalid']);
  });

  it('that was not asked here, or too long ago, is for nobody.', () => {
    const owner = { subject: 'user-1' };
    expect(look({ kind: 'invalid' }, owner)).toEqual(['consent-token-signed', 400, 'consent_token_invalid']);
    expect(look({ kind: 'expired' }, owner)).toEqual(['consent-token-unexpired', 400, 'consent_token_expired']);
  });

  it('is answered once.', () => {
    const answered = answeredWith({ kind: 'deny' });
    expect(consentTokenUnspentStage.run({ answered, firstUse: true })).toEqual({
      query: 'a=b',
      answer: { kind: 'deny' },
    });
    expect(consentTokenUnspentStage.run({ answered, firstUse: false })).toMatchObject({
      rule: { name: 'consent-token-unspent', verdict: { status: 400, error: 'consent_token_spent' } },
    });
  });

  it('bounds what an answer can allow, and takes a denial as it is (R96).', () => {
    const asked = ['read', 'write'];
    expect(spentWith({ kind: 'allow', scope: 'asAsked' }).answer).toEqual({
      kind: 'allow',
      scope: 'asAsked',
      asked,
    });
    expect(spentWith({ kind: 'allow', scope: ['read', 'admin'] }).answer).toEqual({
      kind: 'allow',
      scope: ['read', 'admin'],
      asked,
    });
    expect(spentWith({ kind: 'deny' }).answer).toEqual({ kind: 'deny' });
  });
});
