import { type Refusal, refuse } from '../../errors/refusal.ts';
import { reject, type Rejection } from '../../errors/rejection.ts';
import type { Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { Policy } from '../../settings/policy.ts';
import type { AuthorizationSettings } from '../authorization/authorization-ports.ts';
import { type AskedScope, describeScopes } from '../authorization/consent/ask-consent.ts';
import { bindRequest, type ClientPorts } from '../authorization/request/bind-request.ts';
import type { AuthorizationRequest } from '../authorization/request/authorization-request.ts';
import { checkStage } from '../authorization/request/check.ts';
import { recipientOf } from '../authorization/request/recipient-of.ts';
import type { OpenQuestion } from './open-question.ts';
import { type QuestionPorts, verifyQuestion } from './verify-question.ts';

/** A consent request, as a page hosted by the operator shows it. */
export interface ShownQuestion {
  readonly kind: 'showQuestion';
  readonly question: OpenQuestion;
  readonly request: AuthorizationRequest;
  /** The scopes to ask the resource owner for. */
  readonly scopes: readonly AskedScope[];
}

/** Describes the consent request that the token was signed for, and nothing that was requested since. */
const showQuestion = (question: OpenQuestion, request: AuthorizationRequest, policy: Policy): ShownQuestion =>
  Object.freeze({
    kind: 'showQuestion',
    question,
    request,
    scopes: describeScopes(question.askedScope, request.client, policy),
  });

/** The ports of the flow. */
export type DetailsPorts = ClientPorts & QuestionPorts;

/**
 * The details of a consent request: the token is verified, and its authorization request parsed and validated again.
 * Nothing is marked as used, and nothing granted.
 */
export function* consentDetails(
  consentToken: string,
  settings: AuthorizationSettings,
): Flow<DetailsPorts, ShownQuestion | Refusal | Rejection> {
  const { policy } = settings;
  const question = yield* verifyQuestion(consentToken, settings);
  if (question.kind === 'refuse') return question;
  if (question.kind === 'signedOut') return refuse(question.rule);

  const bound = yield* bindRequest(question.query);
  if (bound.kind === 'refuse') return bound;

  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule, question.subject);
  return showQuestion(question, request, policy);
}
