import { formStringOf } from '../../encoding/form-string.ts';
import { readParams } from '../../encoding/read-params.ts';
import { errorOfStatus } from '../../errors/error-reply.ts';
import { type RefusalVerdict, refuse } from '../../errors/refusal.ts';
import { reject, type RejectionVerdict } from '../../errors/rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { Rule } from '../../rules/rule.ts';
import { Broken } from '../../rules/stage.ts';
import type { AskedRequest, AuthorizationPorts, AuthorizationSettings } from './authorization-ports.ts';
import { type AnsweredRequest, consentStage } from './consent/consent.ts';
import { withoutConsent } from './consent/without-consent.ts';
import type { Decision } from './decision.ts';
import { issue } from './issue.ts';
import { identifyStage } from './owner/identify.ts';
import { withoutSignInMark } from './owner/sign-in-mark.ts';
import { withoutOwner } from './owner/without-owner.ts';
import { addressStage } from './request/address.ts';
import { bindStage } from './request/bind.ts';
import { checkStage } from './request/check.ts';
import { recipientOf } from './request/recipient-of.ts';

/** RFC 6749 §4.1.2.1: the client gets an error code, because a 500 or 503 cannot be sent by redirect. */
const forClient = (rule: Rule<RefusalVerdict>): Rule<RejectionVerdict> => {
  const { status, retryAfterSeconds } = rule.verdict;
  return { ...rule, verdict: { error: errorOfStatus(status), retryAfterSeconds } };
};

/**
 * The authorization endpoint: address → bind → check → identify → consent → issue. Each stage takes what the stage
 * before it made.
 *
 * @see RFC 6749 §4.1.1 and §4.1.2
 */
export function* authorize<Pause>(
  { form, identified, answer = { kind: 'none' } }: AskedRequest,
  settings: AuthorizationSettings,
  ports: Asked<Pause, AuthorizationPorts>,
): Flow<Pause, Decision> {
  const { policy } = settings;
  const address = addressStage.run(readParams(form));
  if (address instanceof Broken) return refuse(address.rule);

  const client = yield* ports.findClient(address.clientId);
  const bound = bindStage.run({ address, client });
  if (bound instanceof Broken) return refuse(bound.rule, client?.client_id);
  // Only from here on does a redirect URI exist that an answer can be sent to.
  try {
    const request = checkStage.run({ bound, policy });
    if (request instanceof Broken) return reject(recipientOf(bound), request.rule);

    const text = formStringOf(form);
    const query = withoutSignInMark(text);
    const now = yield* ports.now();
    const { owner } = identified ?? { owner: yield* ports.identifyOwner() };
    const signedIn = identifyStage.run({ request, policy, owner, query: text, now });
    if (signedIn instanceof Broken) return withoutOwner(signedIn, request.client, query, now);

    const consent = yield* ports.consent(request, signedIn.owner, answer);
    const answered: AnsweredRequest = { signedIn, consent };
    const grant = consentStage.run(answered);
    const entropy = yield* ports.entropy();
    if (grant instanceof Broken) return withoutConsent(grant, answered, query, now, entropy, settings.consentKeys);

    const issued = issue(grant, now, entropy, settings.sha256);
    // The record is stored before the code is sent to the client.
    yield* ports.saveCode(issued.record);
    if (grant.allowed.length > 0) yield* ports.remember(grant.owner.subject, request.client.client_id, grant.allowed);
    return issued;
  } catch (cause) {
    const broken = yield* ports.failed(cause, bound.client);
    return reject(recipientOf(bound), forClient(broken));
  }
}
