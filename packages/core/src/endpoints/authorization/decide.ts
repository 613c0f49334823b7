import type { Client } from '../../client/client.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import type { FormInput } from '../../encoding/read-params.ts';
import { type Answer, answered, type Asked, runSync } from '../../flow/flow.ts';
import type { AuthorizationPorts, AuthorizationSettings } from './authorization-ports.ts';
import { authorize } from './authorize.ts';
import type { Consent, ConsentAnswer } from './consent/consent.ts';
import type { Decision } from './decision.ts';
import type { Owner } from './owner/identify.ts';
import type { AuthorizationRequest } from './request/authorization-request.ts';

/** Everything that a decision depends on, except the request. */
export interface Facts extends AuthorizationSettings {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** The resource owner who is signed in in this browser. */
  readonly owner: Owner | undefined;
  /** What the resource owner has granted to the client, and the answer to this request if there is one. */
  readonly consent: (request: AuthorizationRequest, owner: Owner) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** Random bytes that were never used before. */
  readonly entropy: Entropy;
}

/** Reads the consent of an owner from the facts. */
type ReadConsent = AuthorizationPorts['consent'];

const nothing: Answer<never, void> = /* @__PURE__ */ answered(undefined);

/** Facts as ports. It is a class, because a request then makes one object, and not one for each port. */
export class FactPorts implements Asked<never, AuthorizationPorts> {
  readonly #facts: Omit<Facts, 'consent'>;
  readonly #readConsent: ReadConsent;

  constructor(facts: Omit<Facts, 'consent'>, readConsent: ReadConsent) {
    this.#facts = facts;
    this.#readConsent = readConsent;
  }

  findClient(clientId: string): Answer<never, Client | undefined> {
    return answered(this.#facts.client(clientId));
  }

  identifyOwner(): Answer<never, Owner | undefined> {
    return answered(this.#facts.owner);
  }

  consent(request: AuthorizationRequest, owner: Owner, answer: ConsentAnswer): Answer<never, Consent> {
    return answered(this.#readConsent(request, owner, answer));
  }

  now(): Answer<never, number> {
    return answered(this.#facts.now);
  }

  entropy(): Answer<never, Entropy> {
    return answered(this.#facts.entropy);
  }

  /** The caller of `decide` stores what the decision contains. */
  saveCode(): Answer<never, void> {
    return nothing;
  }

  remember(): Answer<never, void> {
    return nothing;
  }

  /** What a function of the caller throws goes to the caller. */
  failed(cause: unknown): never {
    throw cause;
  }
}

/**
 * Decides an authorization request. It runs the flow {@link authorize} over values.
 *
 * @param form the raw query string without `?`, or the raw string of a posted form. Do not pass a parsed object: it has
 *   lost repeated parameters.
 * @returns the decision. {@link toReply} turns it into an HTTP reply. Store the record of an `issue` decision before
 *   you send that reply. For any request, `decide` returns and never throws; what a function of yours throws goes to
 *   you. The same input gives the same decision.
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export const decide = (form: FormInput, facts: Facts): Decision =>
  runSync(authorize({ form }, facts, new FactPorts(facts, (request, owner) => facts.consent(request, owner))));
