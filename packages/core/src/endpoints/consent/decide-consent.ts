import { type Answer, answered, type Asked, runSync } from '../../flow/flow.ts';
import { FactPorts, type Facts } from '../authorization/decide.ts';
import type { Decision } from '../authorization/decision.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { AuthorizationRequest } from '../authorization/request/authorization-request.ts';
import { answerConsent, type ConsentPorts, type PostedAnswer } from './answer-consent.ts';

/** Everything that a decision about an answer depends on, except the answer. */
export interface ConsentFacts extends Omit<Facts, 'consent'> {
  /** What the resource owner allowed the client on earlier occasions: every `allowed` of a grant. */
  readonly remembered: (request: AuthorizationRequest, owner: Owner) => readonly string[];
  /** Records the answer to a consent request, unless one is recorded. Returns the recorded answer. Called at most once. */
  readonly recordAnswer: (id: string, answer: string, expiresAt: number) => string;
}

class ConsentFactPorts extends FactPorts implements Asked<never, ConsentPorts> {
  readonly #consentFacts: ConsentFacts;

  constructor(facts: ConsentFacts) {
    super(facts, (request, owner, answer) => ({ remembered: facts.remembered(request, owner), answer }));
    this.#consentFacts = facts;
  }

  recordAnswer(id: string, answer: string, expiresAt: number): Answer<never, string> {
    return answered(this.#consentFacts.recordAnswer(id, answer, expiresAt));
  }
}

/**
 * Decides the answer of the resource owner. It runs the flow {@link answerConsent} over values.
 *
 * @param posted the form of the consent page, or the JSON of your own page
 * @returns the decision; `toReply` or `toJsonReply` turns it into an HTTP reply
 * @see RFC 6749 §10.12
 */
export const decideConsent = (posted: PostedAnswer, facts: ConsentFacts): Decision =>
  runSync(answerConsent(posted, facts, new ConsentFactPorts(facts)));
