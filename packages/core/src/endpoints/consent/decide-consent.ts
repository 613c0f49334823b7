import type { GivenConsentAnswer } from './consent-form.ts';
import { openConsentToken } from '../authorization/consent/consent-token.ts';
import { decide, type Decision, type Facts } from '../authorization/decide.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { AuthorizationRequest } from '../authorization/request/check.ts';
import { answeredQuestionStage, consentTokenStage, consentTokenUnspentStage } from './open-question.ts';
import { refuse } from '../../errors/refusal.ts';
import { Broken } from '../../rules/stage.ts';

/** Everything that a decision about the owner's answer depends on besides the answer. */
export interface ConsentFacts extends Omit<Facts, 'consent'> {
  /** Scopes that the owner allowed to the client on earlier occasions. */
  readonly remembered: (request: AuthorizationRequest, owner: Owner) => readonly string[];
  /** Marks a token as spent, and tells whether it was the first time. Called at most once. */
  readonly spend: (id: string, expiresAt: number) => boolean;
}

/**
 * Decides what comes of the owner's answer: the question is opened, then spent, and then the request in it is decided anew, with
 * the answer. Nothing that was checked went through the browser.
 *
 * @param given what `consentAnswerStage` made of a form, or `grantRequestStage` of JSON
 * @see RFC 6749 §10.12
 */
export const decideConsent = (given: GivenConsentAnswer, facts: ConsentFacts): Decision => {
  const opened = openConsentToken(given.consentToken, facts.consentKeys, facts.now);
  const question = consentTokenStage.run({ opened, issuer: facts.policy.issuer, owner: facts.owner });
  if (question instanceof Broken) return refuse(question.rule);

  const answered = answeredQuestionStage.run({ question, given });
  if (answered instanceof Broken) return refuse(answered.rule);

  const firstUse = facts.spend(question.id, question.expiresAt);
  const spent = consentTokenUnspentStage.run({ answered, firstUse });
  if (spent instanceof Broken) return refuse(spent.rule);

  return decide(spent.query, {
    ...facts,
    consent: (request, owner) => ({ remembered: facts.remembered(request, owner), answer: spent.answer }),
  });
};
