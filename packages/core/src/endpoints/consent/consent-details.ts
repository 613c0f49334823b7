import { readParams } from '../../encoding/read-params.ts';
import { type Refusal, refusalInJson, refuse } from '../../errors/refusal.ts';
import { reject, type Rejection } from '../../errors/rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { Policy } from '../../settings/policy.ts';
import type { AuthorizationSettings } from '../authorization/authorization-ports.ts';
import {
  type AskedResource,
  type AskedScope,
  describeResources,
  describeScopes,
} from '../authorization/consent/ask-consent.ts';
import { addressStage } from '../authorization/request/address.ts';
import { bindStage } from '../authorization/request/bind.ts';
import type { ClientPorts } from '../../client/client-ports.ts';
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
  /** The resources that the access token will be for. Empty if the policy has no resources. */
  readonly resources: readonly AskedResource[];
}

/** Describes the consent request that the token was signed for, and nothing that was requested since. */
const showQuestion = (question: OpenQuestion, request: AuthorizationRequest, policy: Policy): ShownQuestion =>
  Object.freeze({
    kind: 'showQuestion',
    question,
    request,
    scopes: describeScopes(question.askedScope, request.client, policy),
    resources: describeResources(question.askedResources, policy),
  });

/** The ports of the flow. */
export type DetailsPorts = ClientPorts & QuestionPorts;

/**
 * The details of a consent request: the token is verified, and its authorization request parsed and validated again.
 * Nothing is marked as used, and nothing granted.
 */
export function* consentDetails<Pause>(
  consentToken: string,
  settings: AuthorizationSettings,
  ports: Asked<Pause, DetailsPorts>,
): Flow<Pause, ShownQuestion | Refusal | Rejection> {
  const { policy } = settings;
  const question = yield* verifyQuestion(consentToken, settings, ports);
  if (question.kind === 'refuse') return refusalInJson(question);
  if (question.kind === 'signedOut') return refuse(question.rule);

  const address = addressStage.run(readParams(question.query));
  if (address instanceof Broken) return refuse(address.rule);

  const client = yield* ports.findClient(address.clientId);
  const bound = bindStage.run({ address, client });
  if (bound instanceof Broken) return refuse(bound.rule, client?.client_id);

  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule, question.subject);
  return showQuestion(question, request, policy);
}
