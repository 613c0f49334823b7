import * as v from 'valibot';
import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { GivenConsentAnswer } from './consent-form.ts';
import { type GrantRequest, grantRequestSchema } from './grant-request-schema.ts';

/** What JSON says: any value at all. */
interface JsonBody {
  readonly value: unknown;
}

const answerOf = ({ allowed, scope }: GrantRequest): GivenConsentAnswer['answer'] =>
  allowed ? { kind: 'allow', scope: scope?.split(' ') ?? 'asAsked' } : { kind: 'deny' };

/** What a consent page of the operator's own must send to the grants endpoint. */
export const grantRequestStage: Stage<JsonBody, GivenConsentAnswer, RefusalVerdict> = stage<
  JsonBody,
  RefusalVerdict
>().refine(
  {
    name: 'grant-request-members',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    says: 'An answer in JSON has allowed, true or false, consent_token, a text, perhaps scope, tokens with one space between them or none at all, and nothing else.',
    message:
      'The body must be an object with allowed, true or false, and consent_token, the one that the consent page was called with. scope may be left out; it is scope tokens with one space between them, or empty. There is no other member.',
    verdict: { status: 400 },
  },
  ({ value }) => {
    const { success, output } = v.safeParse(grantRequestSchema, value);
    return success
      ? { consentToken: output.consent_token, answer: answerOf(output), scopeNotAsked: 'refused' }
      : undefined;
  },
);
