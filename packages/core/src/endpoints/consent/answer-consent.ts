import type { FormInput } from '../../encoding/read-params.ts';
import { type RefusalVerdict, refuse } from '../../errors/refusal.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { AuthorizationPorts, AuthorizationSettings } from '../authorization/authorization-ports.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Decision } from '../authorization/decision.ts';
import { consentFormStage, type GivenConsentAnswer } from './consent-form.ts';
import { grantRequestStage } from './grant-request.ts';
import type { OpenQuestion } from './open-question.ts';
import { answeredQuestionStage } from './answered-question.ts';
import { answerRecord, settledQuestionStage } from './settled-question.ts';
import { type SignedOut, verifyQuestion } from './verify-question.ts';

/**
 * The posted answer of the resource owner: the form of the consent page, or JSON from a consent page hosted by the
 * operator.
 */
export type PostedAnswer =
  | { readonly kind: 'form'; readonly form: FormInput }
  | { readonly kind: 'json'; readonly value: unknown };

/** The ports of the flow. */
export interface ConsentPorts extends AuthorizationPorts {
  /** Records the answer to a consent request, unless one is recorded. Returns the recorded answer. */
  readonly recordAnswer: (id: string, answer: string, expiresAt: number) => string;
}

const readAnswer = (posted: PostedAnswer): GivenConsentAnswer | Broken<RefusalVerdict> => {
  switch (posted.kind) {
    case 'form':
      return consentFormStage.run(posted.form);
    case 'json':
      return grantRequestStage.run(posted);
  }
};

/** The same authorization request, as if nobody were signed in. */
const askToSignIn = <Pause>(
  form: string,
  settings: AuthorizationSettings,
  ports: Asked<Pause, AuthorizationPorts>,
): Flow<Pause, Decision> => authorize({ form, identified: { owner: undefined } }, settings, ports);

/** A form has no dead end: the user signs in and is asked again. A script learns the error. */
function* withoutSession<Pause>(
  { query, rule }: SignedOut,
  posted: PostedAnswer,
  settings: AuthorizationSettings,
  ports: Asked<Pause, AuthorizationPorts>,
): Flow<Pause, Decision> {
  switch (posted.kind) {
    case 'form':
      return yield* askToSignIn(query, settings, ports);
    case 'json':
      return refuse(rule);
  }
}

/** The request is not answered. The user signs in with another account, and that account is asked. */
function* withOtherAccount<Pause>(
  { query }: OpenQuestion,
  settings: AuthorizationSettings,
  ports: Asked<Pause, AuthorizationPorts>,
): Flow<Pause, Decision> {
  const decision = yield* askToSignIn(query, settings, ports);
  return decision.kind === 'signIn' ? { ...decision, prompt: 'select_account' } : decision;
}

/**
 * The consent endpoint: the answer is read, the consent token verified, the answer recorded, and the authorization request
 * decided again with the answer.
 *
 * @see RFC 6749 §10.12
 */
export function* answerConsent<Pause>(
  posted: PostedAnswer,
  settings: AuthorizationSettings,
  ports: Asked<Pause, ConsentPorts>,
): Flow<Pause, Decision> {
  const given = readAnswer(posted);
  if (given instanceof Broken) return refuse(given.rule);

  const question = yield* verifyQuestion(given.consentToken, settings, ports);
  if (question.kind === 'refuse') return question;
  if (question.kind === 'signedOut') return yield* withoutSession(question, posted, settings, ports);

  const { answer: decided } = given;
  if (decided.kind === 'otherAccount') return yield* withOtherAccount(question, settings, ports);

  const answered = answeredQuestionStage.run({ question, given: { ...given, answer: decided } });
  if (answered instanceof Broken) return refuse(answered.rule);

  const recorded = yield* ports.recordAnswer(question.id, answerRecord(answered), question.expiresAt);
  const settled = settledQuestionStage.run({ answered, recorded });
  if (settled instanceof Broken) return refuse(settled.rule);

  // The browser carries nothing that was validated. The request is parsed and validated again from its own string.
  const { query: form, answer } = settled;
  return yield* authorize({ form, identified: { owner: question.owner }, answer }, settings, ports);
}
