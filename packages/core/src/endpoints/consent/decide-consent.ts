import { runSync } from '../../flow/flow.ts';
import { type Facts, portsOf } from '../authorization/decide.ts';
import type { Decision } from '../authorization/decision.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { AuthorizationRequest } from '../authorization/request/check.ts';
import { answerConsent, type PostedAnswer } from './answer-consent.ts';

/** Everything that a decision about the owner's answer depends on besides the answer. */
export interface ConsentFacts extends Omit<Facts, 'consent'> {
  /** Scopes that the owner allowed to the client on earlier occasions. */
  readonly remembered: (request: AuthorizationRequest, owner: Owner) => readonly string[];
  /** Marks a token as spent, and tells whether it was the first time. Called at most once. */
  readonly spend: (id: string, expiresAt: number) => boolean;
}

/**
 * Decides what comes of the owner's answer, by the flow of {@link answerConsent}.
 *
 * @param posted the form that the consent page sent, or the JSON of a page of your own
 * @returns what is to be done; `toReply` or `toJsonReply` puts it into HTTP
 * @see RFC 6749 §10.12
 */
export const decideConsent = (posted: PostedAnswer, facts: ConsentFacts): Decision =>
  runSync(answerConsent(posted, facts), {
    ...portsOf(facts, (request, owner, answer) => ({ remembered: facts.remembered(request, owner), answer })),
    spend: facts.spend,
  });
