import type { FormInput } from '../../encoding/read-params.ts';
import { type RefusalVerdict, refuse } from '../../errors/refusal.ts';
import { callOf, type Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { AuthorizationPorts, AuthorizationSettings } from '../authorization/authorization-ports.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Decision } from '../authorization/decision.ts';
import { consentFormStage, type GivenConsentAnswer } from './consent-form.ts';
import { grantRequestStage } from './grant-request.ts';
import { answeredQuestionStage } from './answered-question.ts';
import { consentTokenUnspentStage } from './spent-question.ts';
import { verifyQuestion } from './verify-question.ts';

/**
 * The posted answer of the resource owner: the form of the consent page, or JSON from a consent page hosted by the
 * operator.
 */
export type PostedAnswer =
  | { readonly kind: 'form'; readonly form: FormInput }
  | { readonly kind: 'json'; readonly value: unknown };

/** The ports of the flow. */
export interface ConsentPorts extends AuthorizationPorts {
  /** Marks a consent request as answered, and tells whether this was the first time. */
  readonly spend: (id: string, expiresAt: number) => boolean;
}

const call = callOf<ConsentPorts>();

const readAnswer = (posted: PostedAnswer): GivenConsentAnswer | Broken<RefusalVerdict> => {
  switch (posted.kind) {
    case 'form':
      return consentFormStage.run(posted.form);
    case 'json':
      return grantRequestStage.run(posted);
  }
};

/**
 * The consent endpoint: the answer is read, the consent token verified and marked as used, and the authorization
 * request decided again with the answer.
 *
 * @see RFC 6749 §10.12
 */
export function* answerConsent(posted: PostedAnswer, settings: AuthorizationSettings): Flow<ConsentPorts, Decision> {
  const given = readAnswer(posted);
  if (given instanceof Broken) return refuse(given.rule);

  const question = yield* verifyQuestion(given.consentToken, settings);
  if (question.kind === 'refuse') return question;

  const answered = answeredQuestionStage.run({ question, given });
  if (answered instanceof Broken) return refuse(answered.rule);

  const firstUse = yield* call('spend', question.id, question.expiresAt);
  const spent = consentTokenUnspentStage.run({ answered, firstUse });
  if (spent instanceof Broken) return refuse(spent.rule);

  // The browser carries nothing that was validated. The request is parsed and validated again from its own string.
  const { query: form, answer } = spent;
  return yield* authorize({ form, answered: { owner: question.owner, answer } }, settings);
}
