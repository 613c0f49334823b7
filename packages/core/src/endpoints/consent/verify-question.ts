import { type Refusal, refuse } from '../../errors/refusal.ts';
import { callOf, type Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { AuthorizationPorts, AuthorizationSettings } from '../authorization/authorization-ports.ts';
import { verifyConsentToken } from '../authorization/consent/consent-token.ts';
import { consentTokenStage, type OpenQuestion } from './open-question.ts';

/** The ports of {@link verifyQuestion}. */
export type QuestionPorts = Pick<AuthorizationPorts, 'identifyOwner' | 'now'>;

const call = callOf<QuestionPorts>();

/** Verifies a consent token for the resource owner in this browser. */
export function* verifyQuestion(
  consentToken: string,
  { policy, consentKeys }: AuthorizationSettings,
): Flow<QuestionPorts, OpenQuestion | Refusal> {
  const now = yield* call('now');
  const verified = verifyConsentToken(consentToken, consentKeys, now);
  const owner = yield* call('identifyOwner');
  const question = consentTokenStage.run({ verified, issuer: policy.issuer, owner });
  return question instanceof Broken ? refuse(question.rule) : question;
}
