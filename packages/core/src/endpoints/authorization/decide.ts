import { addressStage } from './request/address.ts';
import { askConsent, type ConsentQuestion } from './consent/ask-consent.ts';
import { bindStage } from './request/bind.ts';
import { checkStage, type AuthorizationRequest, recipientOf } from './request/check.ts';
import type { Client } from '../../client/client.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import { formTextOf } from '../../encoding/form-text.ts';
import { identifyStage, type Owner, type SignInVerdict } from './owner/identify.ts';
import { issue, type Issued } from './issue.ts';
import type { Policy } from '../../settings/policy.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { type Refusal, refuse } from '../../errors/refusal.ts';
import { reject, type Rejection } from '../../errors/rejection.ts';
import type { ConsentKeys } from '../../crypto/consent-keys.ts';
import { type AnsweredRequest, type Consent, consentStage, type ConsentVerdict } from './consent/consent.ts';
import { withoutSignInMark } from './owner/sign-in-mark.ts';
import { Broken } from '../../rules/stage.ts';

/** The browser must show who is at it, and then come back with the same request. */
export interface SignIn {
  readonly kind: 'signIn';
  readonly client: Client;
  /** The request's own form-urlencoded text, to come back with. */
  readonly query: string;
  /** When the browser is sent there, in seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** What is to be done about an authorization request: one of five things, and nothing else. */
export type Decision = Refusal | Rejection | SignIn | ConsentQuestion | Issued;

/** Everything that a decision depends on besides the request. */
export interface Facts {
  readonly policy: Policy;
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** Who is signed in in this browser. */
  readonly owner: Owner | undefined;
  /** What the owner said to the client. */
  readonly consent: (request: AuthorizationRequest, owner: Owner) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** Never used before. */
  readonly entropy: Entropy;
  readonly consentKeys: ConsentKeys;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/**
 * What is to be done where nobody is signed in: send the browser to sign-in, or stop where that has just had no effect.
 *
 * @param query the request's own text
 */
export const unidentified = (
  { rule }: Broken<SignInVerdict>,
  client: Client,
  query: string,
  now: number,
): Refusal | SignIn => {
  const { verdict } = rule;
  switch (verdict.kind) {
    case 'refuse':
      return refuse({ ...rule, verdict }, client.client_id);
    case 'signIn':
      return { kind: 'signIn', client, query, now };
  }
};

/**
 * What is to be done where the owner has not granted: ask, or tell the client no.
 *
 * @param query the request's own text
 */
export const unsettled = (
  broken: Broken<ConsentVerdict>,
  answered: AnsweredRequest,
  query: string,
  { now, entropy, consentKeys }: Pick<Facts, 'now' | 'entropy' | 'consentKeys'>,
): Rejection | ConsentQuestion => {
  const { rule } = broken;
  const { verdict } = rule;
  switch (verdict.kind) {
    case 'deny':
      return reject(answered.signedIn.request, { ...rule, verdict }, answered.signedIn.owner.subject);
    case 'askConsent':
      return askConsent(answered, query, now, entropy, consentKeys);
  }
};

/**
 * Decides an authorization request. The whole flow on one screen:
 * params → address → bind → check → identify → settle → issue, and each step can only be called with what the step before
 * made.
 *
 * @param form the raw query text without `?`, or the raw text of a posted form. A parsed object has lost repeated names.
 * @returns what is to be done; {@link toReply} puts it into HTTP. Before an `issue` decision is answered, its record must be
 *   stored. Never throws, and the same input always gives the same decision.
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export const decide = (form: FormInput, facts: Facts): Decision => {
  const { policy, now } = facts;
  const address = addressStage.run(readParams(form));
  if (address instanceof Broken) return refuse(address.rule);

  const client = facts.client(address.clientId);
  const bound = bindStage.run({ address, client });
  if (bound instanceof Broken) return refuse(bound.rule, client?.client_id);
  // From here on, and not before, there is a redirect URI that an answer can be sent to.

  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule);

  const text = formTextOf(form);
  const query = withoutSignInMark(text);
  const signedIn = identifyStage.run({ request, policy, owner: facts.owner, query: text, now });
  if (signedIn instanceof Broken) return unidentified(signedIn, request.client, query, now);

  const answered: AnsweredRequest = { signedIn, consent: facts.consent(request, signedIn.owner) };
  const grant = consentStage.run(answered);
  if (grant instanceof Broken) return unsettled(grant, answered, query, facts);

  return issue(grant, now, facts.entropy, facts.sha256);
};
