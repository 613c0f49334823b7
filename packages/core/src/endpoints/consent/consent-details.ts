import type { Refusal } from '../../errors/refusal.ts';
import { reject, type Rejection } from '../../errors/rejection.ts';
import { type Flow, runSync } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { Policy } from '../../settings/policy.ts';
import type { AuthorizationSettings } from '../authorization/authorize.ts';
import { type AskedScope, describeScopes } from '../authorization/consent/ask-consent.ts';
import { bindRequest, type ClientPorts } from '../authorization/request/bind-request.ts';
import { type AuthorizationRequest, checkStage, recipientOf } from '../authorization/request/check.ts';
import type { ConsentFacts } from './decide-consent.ts';
import type { OpenQuestion } from './open-question.ts';
import { type QuestionPorts, verifyQuestion } from './verify-question.ts';

/** A question that is put by a page of the operator's own. */
export interface ShownQuestion {
  readonly kind: 'showQuestion';
  readonly question: OpenQuestion;
  readonly request: AuthorizationRequest;
  /** What the owner is asked for. */
  readonly scopes: readonly AskedScope[];
}

/** A question, as a page of the operator's own is to put it: what the token was sealed for, and nothing that was asked since. */
const showQuestion = (question: OpenQuestion, request: AuthorizationRequest, policy: Policy): ShownQuestion => ({
  kind: 'showQuestion',
  question,
  request,
  scopes: describeScopes(question.askedScope, request.client, policy),
});

/** What the flow asks for. */
export type DetailsPorts = ClientPorts & QuestionPorts;

/**
 * The details of a question for a page of the operator's own, on one screen: the question is opened, and its request is read and
 * checked anew. It spends nothing, and grants nothing.
 */
export function* consentDetails(
  consentToken: string,
  settings: Pick<AuthorizationSettings, 'policy' | 'consentKeys'>,
): Flow<DetailsPorts, ShownQuestion | Refusal | Rejection> {
  const { policy } = settings;
  const question = yield* verifyQuestion(consentToken, settings);
  if (question.kind === 'refuse') return question;

  const bound = yield* bindRequest(question.query);
  if (bound.kind === 'refuse') return bound;

  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule, question.subject);
  return showQuestion(question, request, policy);
}

/**
 * Decides whether whoever is at the browser may see what a consent token asks, by the flow of {@link consentDetails}.
 *
 * @returns the question, or why there is none: the token is no good, or its request can not be granted any more
 */
export const decideDetails = (
  consentToken: string,
  facts: Pick<ConsentFacts, 'policy' | 'client' | 'owner' | 'now' | 'consentKeys'>,
): ShownQuestion | Refusal | Rejection =>
  runSync(consentDetails(consentToken, facts), {
    findClient: facts.client,
    identifyOwner: () => facts.owner,
    now: () => facts.now,
  });
