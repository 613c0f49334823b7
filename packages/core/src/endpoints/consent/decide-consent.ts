import { runSync } from '../../flow/flow.ts';
import { type Facts, portsOf } from '../authorization/decide.ts';
import type { Decision } from '../authorization/decision.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { AuthorizationRequest } from '../authorization/request/authorization-request.ts';
import { answerConsent, type PostedAnswer } from './answer-consent.ts';

/** Everything that a decision about an answer depends on, except the answer. */
export interface ConsentFacts extends Omit<Facts, 'consent'> {
  /** Scopes that the resource owner granted to the client on earlier occasions. */
  readonly remembered: (request: AuthorizationRequest, owner: Owner) => readonly string[];
  /** Marks a token as used, and tells whether this was the first time. Called at most once. */
  readonly spend: (id: string, expiresAt: number) => boolean;
}

/**
 * Decides the answer of the resource owner. It runs the flow {@link answerConsent} over values.
 *
 * @param posted the form of the consent page, or the JSON of your own page
 * @returns the decision; `toReply` or `toJsonReply` turns it into an HTTP reply
 * @see RFC 6749 §10.12
 */
export const decideConsent = (posted: PostedAnswer, facts: ConsentFacts): Decision =>
  runSync(answerConsent(posted, facts), {
    ...portsOf(facts, (request, owner, answer) => ({ remembered: facts.remembered(request, owner), answer })),
    spend: (id, expiresAt) => facts.spend(id, expiresAt),
  });
