import { type Refusal, type RefusalVerdict, refuse } from '../../errors/refusal.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { Rule } from '../../rules/rule.ts';
import { Broken } from '../../rules/stage.ts';
import type { AuthorizationPorts, AuthorizationSettings } from '../authorization/authorization-ports.ts';
import { type VerifiedConsentToken, verifyConsentToken } from '../authorization/consent/consent-token.ts';
import { consentOwnerStage, consentTokenStage, type OpenQuestion, openQuestionStage } from './open-question.ts';

/** The ports of {@link verifyQuestion}. */
export type QuestionPorts = Pick<AuthorizationPorts, 'identifyOwner' | 'now'>;

/** A consent request whose resource owner has signed out. */
export interface SignedOut {
  readonly kind: 'signedOut';
  readonly rule: Rule<RefusalVerdict>;
  /** The form-urlencoded string of the authorization request. */
  readonly query: string;
}

/** An expired token still proves that the request in it passed through this server. */
const expiredQuery = (verified: VerifiedConsentToken, issuer: string): string | undefined =>
  verified.kind === 'expired' && verified.content.issuer === issuer ? verified.content.query : undefined;

/** Verifies a consent token for the resource owner in this browser. */
export function* verifyQuestion<Pause>(
  consentToken: string,
  { policy: { issuer }, consentKeys }: AuthorizationSettings,
  ports: Asked<Pause, QuestionPorts>,
): Flow<Pause, OpenQuestion | SignedOut | Refusal> {
  const now = yield* ports.now();
  const verified = verifyConsentToken(consentToken, consentKeys, now);
  const question = consentTokenStage.run({ verified, issuer });
  if (question instanceof Broken) return refuse(question.rule, undefined, expiredQuery(verified, issuer));

  const owner = yield* ports.identifyOwner();
  const signedIn = consentOwnerStage.run({ question, owner });
  if (signedIn instanceof Broken) return { kind: 'signedOut', rule: signedIn.rule, query: question.content.query };

  const open = openQuestionStage.run(signedIn);
  return open instanceof Broken ? refuse(open.rule, undefined, question.content.query) : open;
}
