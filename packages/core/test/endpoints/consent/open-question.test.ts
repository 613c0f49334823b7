import type { Owner } from '@codegrant/core';
import {
  type AnsweredQuestion,
  answeredQuestionStage,
  Broken,
  answerRecord,
  consentOwnerStage,
  consentTokenStage,
  type OwnerDecision,
  openQuestionStage,
  type RefusalVerdict,
  settledQuestionStage,
  type VerifiedConsentToken,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../fixtures/consent-token.ts';
import { owner } from '../../fixtures/facts.ts';
import { passed } from '../../fixtures/stage.ts';

const issuer = 'https://login.example';
const content = contentOf({ askedScope: ['read', 'write'], askedResources: ['https://api.example'] });
const valid: VerifiedConsentToken = { kind: 'valid', content };

const told = ({ rule: { name, verdict } }: Broken<RefusalVerdict>): unknown => [name, verdict.status, verdict.error];

/** The open consent request, or the name, status and error of the rule that was broken. */
const opened = (verified: VerifiedConsentToken, at: Owner | undefined, by = issuer): unknown => {
  const question = consentTokenStage.run({ verified, issuer: by });
  if (question instanceof Broken) return told(question);
  const signedIn = consentOwnerStage.run({ question, owner: at });
  if (signedIn instanceof Broken) return told(signedIn);
  const open = openQuestionStage.run(signedIn);
  return open instanceof Broken ? told(open) : open;
};

const answeredWith = (answer: OwnerDecision): AnsweredQuestion =>
  passed(
    answeredQuestionStage.run({
      question: passed(
        openQuestionStage.run(
          passed(
            consentOwnerStage.run({ question: passed(consentTokenStage.run({ verified: valid, issuer })), owner }),
          ),
        ),
      ),
      given: { consentToken: 't', answer, scopeNotAsked: 'ignored' },
    }),
  );

describe('A consent request', () => {
  it('is open for the owner who was asked.', () => {
    expect(opened(valid, owner)).toEqual({ ...content, kind: 'open', owner });
  });

  it('is not open for another owner, or if nobody is signed in.', () => {
    expect(opened(valid, { subject: 'user-2' })).toEqual(['consent-token-of-owner', 403, 'consent_token_of_another']);
    expect(opened(valid, undefined)).toEqual(['consent-owner-signed-in', 403, 'consent_token_of_another']);
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
    expect(opened({ kind: 'expired', content }, owner)).toEqual([
      'consent-token-unexpired',
      400,
      'consent_token_expired',
    ]);
  });

  it('has the answer that was recorded first.', () => {
    const answered = answeredWith({ kind: 'deny' });
    expect(settledQuestionStage.run({ answered, recorded: 'deny' })).toEqual({
      query: 'a=b',
      answer: { kind: 'deny' },
    });
    expect(settledQuestionStage.run({ answered, recorded: 'allow read' })).toMatchObject({
      rule: { name: 'consent-answered-once', verdict: { status: 400, error: 'consent_token_spent' } },
    });
  });

  it.each<readonly [OwnerDecision, string]>([
    [{ kind: 'deny' }, 'deny'],
    [{ kind: 'allow', scope: 'asAsked' }, 'allow read write'],
    [{ kind: 'allow', scope: ['write', '', 'read', 'admin'] }, 'allow read write'],
    [{ kind: 'allow', scope: ['write'] }, 'allow write'],
    [{ kind: 'allow', scope: [] }, 'allow'],
  ])('records the answer %o as %s.', (answer, record) => {
    expect(answerRecord(answeredWith(answer))).toBe(record);
  });

  it('adds what was asked to an answer that allows, which bounds what it can allow (R96, R205).', () => {
    for (const scope of ['asAsked' as const, ['read', 'admin']]) {
      const answered = answeredWith({ kind: 'allow', scope });
      const recorded = answerRecord(answered);
      expect(passed(settledQuestionStage.run({ answered, recorded })).answer).toEqual({
        kind: 'allow',
        scope,
        asked: ['read', 'write'],
        askedResources: ['https://api.example'],
      });
    }
  });
});
