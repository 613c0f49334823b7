import { addressStage } from '../authorization/request/address.ts';
import { type AskedScope, describeScopes } from '../authorization/consent/ask-consent.ts';
import { bindStage } from '../authorization/request/bind.ts';
import { type AuthorizationRequest, checkStage, recipientOf } from '../authorization/request/check.ts';
import { openConsentToken } from '../authorization/consent/consent-token.ts';
import type { ConsentFacts } from './decide-consent.ts';
import { errorReply, jsonReply } from '../../http/json-reply.ts';
import { consentTokenStage, type OpenQuestion } from './open-question.ts';
import type { Policy } from '../../settings/policy.ts';
import { readParams } from '../../encoding/read-params.ts';
import { type Refusal, refuse } from '../../errors/refusal.ts';
import { reject, type Rejection } from '../../errors/rejection.ts';
import type { Reply } from '../../http/reply.ts';
import { Broken } from '../../rules/stage.ts';
import { refusalJsonReply } from '../authorization/to-reply.ts';
import type { ConsentDetails } from './consent-details-schema.ts';

/** A question that is put by a page of the operator's own. */
export interface ShownQuestion {
  readonly kind: 'showQuestion';
  readonly question: OpenQuestion;
  readonly request: AuthorizationRequest;
  /** What the owner is asked for. */
  readonly scopes: readonly AskedScope[];
}

/** A question, as a page of the operator's own is to put it: what the token was sealed for, and nothing that was asked since. */
export const showQuestion = (question: OpenQuestion, request: AuthorizationRequest, policy: Policy): ShownQuestion => ({
  kind: 'showQuestion',
  question,
  request,
  scopes: describeScopes(question.askedScope, request.client, policy),
});

/**
 * Decides whether whoever is at the browser may see what a consent token asks. It spends nothing, and grants nothing.
 *
 * @returns the question, or why there is none: the token is no good, or its request can not be granted any more
 */
export const decideDetails = (
  consentToken: string,
  {
    policy,
    client: find,
    owner,
    now,
    consentKeys,
  }: Pick<ConsentFacts, 'policy' | 'client' | 'owner' | 'now' | 'consentKeys'>,
): ShownQuestion | Refusal | Rejection => {
  const question = consentTokenStage.run({
    opened: openConsentToken(consentToken, consentKeys, now),
    issuer: policy.issuer,
    owner,
  });
  if (question instanceof Broken) return refuse(question.rule);

  const address = addressStage.run(readParams(question.query));
  if (address instanceof Broken) return refuse(address.rule);

  const client = find(address.clientId);
  const bound = bindStage.run({ address, client });
  if (bound instanceof Broken) return refuse(bound.rule, client?.client_id);

  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule, question.subject);

  return showQuestion(question, request, policy);
};

/** What a page of the operator's own needs to put the question, or the error that keeps it from doing so. */
export const detailsReply = (shown: ShownQuestion | Refusal | Rejection): Reply => {
  switch (shown.kind) {
    case 'refuse':
      return refusalJsonReply(shown);
    case 'showQuestion':
      return jsonReply(200, detailsOf(shown));
    case 'reject':
      // What is wrong with the request is for the client, which learns of it as soon as the question is answered.
      return errorReply(400, shown.rule.verdict.error, shown.rule);
  }
};

const detailsOf = ({
  question: { owner },
  request: { client, redirectUri },
  scopes,
}: ShownQuestion): ConsentDetails => ({
  data: {
    client_id: client.client_id,
    name: client.client_name,
    client_uri: client.client_uri ?? null,
    logo_uri: client.logo_uri ?? null,
    policy_uri: client.policy_uri ?? null,
    tos_uri: client.tos_uri ?? null,
    redirect_uri: redirectUri,
    requested_scopes: scopes.map(({ id, name, description, required }) => ({
      id,
      name,
      description: description ?? null,
      required,
    })),
    verified: client.verified,
    signed_in_as: owner.name ?? owner.subject,
  },
});
