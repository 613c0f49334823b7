import type { Owner } from '@codegrant/core';
import {
  type AnsweredQuestion,
  answeredQuestionStage,
  Broken,
  consentTokenStage,
  consentTokenUnspentStage,
  type GivenConsentAnswer,
  type VerifiedConsentToken,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../fixtures/consent-token.ts';
import { owner } from '../../fixtures/facts.ts';
import { passed } from '../../fixtures/stage.ts';

const issuer = 'https://login.example';
const content = contentOf({ askedScope: ['read', 'write'] });
const valid: VerifiedConsentToken = { kind: 'valid', content };

/** The open consent request, or the name, status and error of the rule that was broken. */
const opened = (verified: VerifiedConsentToken, at: Owner | undefined, by = issuer): unknown => {
  const question = consentTokenStage.run({ verified, issuer: by, owner: at });
  return question instanceof Broken
    ? [question.rule.name, question.rule.verdict.status, question.rule.verdict.error]
    : question;
};

const answeredWith = (answer: GivenConsentAnswer['answer']): AnsweredQuestion =>
  passed(
    answeredQuestionStage.run({
      question: passed(consentTokenStage.run({ verified: valid, issuer, owner })),
      given: { consentToken: 't', answer, scopeNotAsked: 'ignored' },
    }),
  );

describe('A consent request', () => {
  it('is open for the owner who was asked.', () => {
    expect(opened(valid, owner)).toEqual({ ...content, kind: 'open', owner });
  });

  it('is not open for another owner, or if nobody is signed in.', () => {
    const error = ['consent-token-of-owner', 403, 'consent_token_of_another'];
    expect(opened(valid, { subject: 'user-2' })).toEqual(error);
    expect(opened(valid, undefined)).toEqual(error);
  });

  it.each([
    'https://other.example',
    'https://login.example/',
    'https://login.example/tenant',
    'https://LOGIN.example',
    '',
  ])('is not open at the issuer %j, even if that has the same keys (R108).', (other) => {
    const error = ['consent-token-signed', 400, 'consent_token_invalid'];
    expect(opened(valid, owner, other)).toEqual(error);
    expect(opened(valid, undefined, other)).toEqual(error);
  });

  it('is not open if its token is invalid or expired.', () => {
    expect(opened({ kind: 'invalid' }, owner)).toEqual(['consent-token-signed', 400, 'consent_token_invalid']);
    expect(opened({ kind: 'expired' }, owner)).toEqual(['consent-token-unexpired', 400, 'consent_token_expired']);
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

  it('adds the asked scope to an answer that allows, which bounds what it can allow (R96).', () => {
    for (const scope of ['asAsked' as const, ['read', 'admin']]) {
      const answered = answeredWith({ kind: 'allow', scope });
      expect(passed(consentTokenUnspentStage.run({ answered, firstUse: true })).answer).toEqual({
        kind: 'allow',
        scope,
        asked: ['read', 'write'],
      });
    }
  });
});
