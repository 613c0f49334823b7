import { addressStage } from './request/address.ts';
import { bindStage } from './request/bind.ts';
import type { Client } from '../../client/client.ts';
import type { CodeRecord } from '../../code/code-record.ts';
import type { ConsentKeys } from '../../crypto/consent-keys.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import type { Entropy } from '../../crypto/entropy.ts';
import { formStringOf } from '../../encoding/form-string.ts';
import type { FormInput } from '../../encoding/read-params.ts';
import { httpRules } from '../../errors/http-rules.ts';
import { reject, type RejectionVerdict } from '../../errors/rejection.ts';
import { callOf, type Flow } from '../../flow/flow.ts';
import type { Rule } from '../../rules/rule.ts';
import { Broken } from '../../rules/stage.ts';
import type { Policy } from '../../settings/policy.ts';
import { type AnsweredRequest, type Consent, type ConsentAnswer, consentStage } from './consent/consent.ts';
import { withoutConsent } from './consent/without-consent.ts';
import type { Decision } from './decision.ts';
import { issue, type Issued } from './issue.ts';
import { identifyStage, type Owner } from './owner/identify.ts';
import { withoutSignInMark } from './owner/sign-in-mark.ts';
import { withoutOwner } from './owner/without-owner.ts';
import { bindRequest, type ClientPorts } from './request/bind-request.ts';
import type { BoundClient } from './request/bind.ts';
import { type AuthorizationRequest, checkStage, recipientOf } from './request/check.ts';

/** An authorization request. */
export interface AskedRequest {
  /** The raw query text without `?`, or the raw text of a posted form. */
  readonly form: FormInput;
  /** The owner who has just answered the question of consent, and the answer; `undefined` where nobody was asked. */
  readonly answered?: { readonly owner: Owner; readonly answer: ConsentAnswer } | undefined;
}

/** What the flow is given. */
export interface AuthorizationSettings {
  readonly policy: Policy;
  readonly consentKeys: ConsentKeys;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** What the flow asks for. */
export interface AuthorizationPorts extends ClientPorts {
  /** Who is signed in in this browser. Called at most once for a request: two answers could differ. */
  readonly identifyOwner: () => Owner | undefined;
  /** What the owner has said to this client, before and now. */
  readonly consent: (request: AuthorizationRequest, owner: Owner, answer: ConsentAnswer) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Never used before. */
  readonly entropy: () => Entropy;
  /** Stores the record of a code. */
  readonly saveCode: (record: CodeRecord) => void;
  /** Remembers what the owner allowed just now. */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => void;
  /** Is told what a port threw after the match of the redirect URI. */
  readonly failed: (cause: unknown, client: Client) => void;
}

const call = callOf<AuthorizationPorts>();

// RFC 6749 §4.1.2.1: the client is told of an outage, since a 500 cannot be told by redirect.
const serverError: Rule<RejectionVerdict> = { ...httpRules.serverWorks, verdict: { error: 'server_error' } };

/** The code goes to the store before it goes to the client. */
function* keep(issued: Issued): Flow<AuthorizationPorts, Issued> {
  const { request, owner, allowed } = issued.grant;
  yield* call('saveCode', issued.record);
  if (allowed.length > 0) yield* call('remember', owner.subject, request.client.client_id, allowed);
  return issued;
}

/** From check to issue. */
function* answerClient(
  bound: BoundClient,
  { form, answered: given }: AskedRequest,
  { policy, consentKeys, sha256 }: AuthorizationSettings,
): Flow<AuthorizationPorts, Decision> {
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule);

  const text = formStringOf(form);
  const query = withoutSignInMark(text);
  const now = yield* call('now');
  const owner = given?.owner ?? (yield* call('identifyOwner'));
  const signedIn = identifyStage.run({ request, policy, owner, query: text, now });
  if (signedIn instanceof Broken) return withoutOwner(signedIn, request.client, query, now);

  const consent = yield* call('consent', request, signedIn.owner, given?.answer ?? { kind: 'none' });
  const answered: AnsweredRequest = { signedIn, consent };
  const grant = consentStage.run(answered);
  const entropy = yield* call('entropy');
  if (grant instanceof Broken) return withoutConsent(grant, answered, query, now, entropy, consentKeys);

  return yield* keep(issue(grant, now, entropy, sha256));
}

/**
 * The authorization endpoint, on one screen: address → bind → check → identify → consent → issue. Each stage can only be
 * called with what the stage before made.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export function* authorize(asked: AskedRequest, settings: AuthorizationSettings): Flow<AuthorizationPorts, Decision> {
  const bound = yield* bindRequest(asked.form);
  if (bound.kind === 'refuse') return bound;
  // From here on, and not before, there is a redirect URI that an answer can be sent to.
  try {
    return yield* answerClient(bound, asked, settings);
  } catch (cause) {
    yield* call('failed', cause, bound.client);
    return reject(recipientOf(bound), serverError);
  }
}

/** Every rule of the authorization endpoint, in the order in which they are applied. */
export const authorizationRules: readonly Rule<unknown>[] = [
  ...addressStage.rules,
  ...bindStage.rules,
  ...checkStage.rules,
  ...identifyStage.rules,
  ...consentStage.rules,
];
