import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import { answered, runSync } from '../../flow/flow.ts';
import { consentDetails, type ShownQuestion } from './consent-details.ts';
import type { ConsentFacts } from './decide-consent.ts';

/**
 * Decides whether the signed-in user may see a consent request. It runs the flow {@link consentDetails} over values.
 *
 * @param consentToken the token in the URL of the request
 * @returns the consent request, or the error: the token is not valid, or its authorization request can no longer be
 *   granted
 */
export const decideDetails = (
  consentToken: string,
  facts: Pick<ConsentFacts, 'policy' | 'client' | 'owner' | 'now' | 'consentKeys'>,
): ShownQuestion | Refusal | Rejection =>
  runSync(
    consentDetails<never>(consentToken, facts, {
      findClient: (clientId) => answered(facts.client(clientId)),
      identifyOwner: () => answered(facts.owner),
      now: () => answered(facts.now),
    }),
  );
