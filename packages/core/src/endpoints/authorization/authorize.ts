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
  /** The raw query string without `?`, or the raw string of a posted form. */
  readonly form: FormInput;
  /** The resource owner who has just answered a consent request, and the answer. `undefined` if there was none. */
  readonly answered?: { readonly owner: Owner; readonly answer: ConsentAnswer } | undefined;
}

/** The settings of the flow. */
export interface AuthorizationSettings {
  readonly policy: Policy;
  readonly consentKeys: ConsentKeys;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** The ports of the flow. */
export interface AuthorizationPorts extends ClientPorts {
  /**
   * The resource owner who is signed in in this browser. Called at most once for a request, because two answers could
   * differ.
   */
  readonly identifyOwner: () => Owner | undefined;
  /** What the resource owner has granted to this client before, and the answer to this request. */
  readonly consent: (request: AuthorizationRequest, owner: Owner, answer: ConsentAnswer) => Consent;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Random bytes that were never used before. */
  readonly entropy: () => Entropy;
  /** Stores the record of a code. */
  readonly saveCode: (record: CodeRecord) => void;
  /** Remembers what the resource owner has just allowed. */
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => void;
  /** Reports what a port threw after the redirect URI was matched. */
  readonly failed: (cause: unknown, client: Client) => void;
}

const call = callOf<AuthorizationPorts>();

// RFC 6749 §4.1.2.1: the client learns of an outage, because a 500 cannot be sent by redirect.
const serverError: Rule<RejectionVerdict> = { ...httpRules.serverWorks, verdict: { error: 'server_error' } };

/** The record is stored before the code is sent to the client. */
function* keep(issued: Issued): Flow<AuthorizationPorts, Issued> {
  const { request, owner, allowed } = issued.grant;
  yield* call('saveCode', issued.record);
  if (allowed.length > 0) yield* call('remember', owner.subject, request.client.client_id, allowed);
  return issued;
}

/** The part of the flow that can answer the client: check → identify → consent → issue. */
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
 * The authorization endpoint: address → bind → check → identify → consent → issue. Each stage takes what the stage
 * before it made.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export function* authorize(asked: AskedRequest, settings: AuthorizationSettings): Flow<AuthorizationPorts, Decision> {
  const bound = yield* bindRequest(asked.form);
  if (bound.kind === 'refuse') return bound;
  // Only from here on does a redirect URI exist that an answer can be sent to.
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
