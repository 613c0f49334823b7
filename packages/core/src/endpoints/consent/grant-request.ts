import * as v from 'valibot';
import { badRequest, type RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { GivenConsentAnswer, OwnerDecision } from './consent-form.ts';
import { type GrantRequest, grantRequestSchema } from './grant-request-schema.ts';

/** Any JSON value. */
interface JsonBody {
  readonly value: unknown;
}

const answerOf = ({ allowed, scope }: GrantRequest): OwnerDecision =>
  allowed
    ? { kind: 'allow', scope: scope === undefined ? 'asAsked' : [...new Set(scope.split(' '))] }
    : { kind: 'deny' };

/** The rule for the JSON that a consent page hosted by the operator sends. */
export const grantRequestStage: Stage<JsonBody, GivenConsentAnswer, RefusalVerdict> = /* @__PURE__ */ stage<
  JsonBody,
  RefusalVerdict
>().refine(
  {
    name: 'grant-request-members',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    message:
      'The body is not a valid consent decision. Send a JSON object with two members: allowed, which is true or false, and consent_token, which comes from the URL of the consent page. The member scope is optional: it has the chosen scope tokens with one space between them. Send no other member.',
    verdict: badRequest,
  },
  ({ value }) => {
    const { success, output } = v.safeParse(grantRequestSchema, value);
    return success
      ? { consentToken: output.consent_token, answer: answerOf(output), scopeNotAsked: 'refused' }
      : undefined;
  },
);
