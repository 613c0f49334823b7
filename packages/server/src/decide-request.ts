import {
  addressStage,
  type AnsweredRequest,
  bindStage,
  type BoundClient,
  Broken,
  checkStage,
  type ConsentAnswer,
  consentStage,
  type Decision,
  entropyOf,
  type FormInput,
  formTextOf,
  identifyStage,
  issue,
  type Issued,
  readParams,
  recipientOf,
  refuse,
  reject,
  type Rejection,
  type RejectionVerdict,
  type Rule,
  unsettled,
} from '@codegrant/core';
import type { Endpoint } from './events.ts';
import { httpRules } from './http-rules.ts';
import type { Parts } from './options.ts';

/** An authorization request, and whatever was said to it. */
export interface AskedRequest<Context> {
  readonly form: FormInput;
  readonly answer: ConsentAnswer;
  readonly context: Context;
  readonly endpoint: Endpoint;
}

/** RFC 6749 §4.1.2.1: the client is told of an outage, since a 500 can not be told by redirect. */
const serverError: Rule<RejectionVerdict> = { ...httpRules.serverWorks, verdict: { error: 'server_error' } };

/** The code goes to the store before it goes to the client. */
const keep = async <Context>(issued: Issued, answer: ConsentAnswer, parts: Parts<Context>): Promise<Issued> => {
  const { request, owner, scope } = issued.grant;
  await parts.store.saveCode(issued.record);
  if (answer.kind === 'allow') await parts.consents.remember(owner.subject, request.client.client_id, scope);
  return issued;
};

const decideBound = async <Context>(
  bound: BoundClient,
  { form, answer, context }: AskedRequest<Context>,
  parts: Parts<Context>,
): Promise<Decision> => {
  const { policy } = parts;
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule);

  const signedIn = identifyStage.run({ request, policy, owner: (await parts.owner.identify(context)) ?? undefined });
  if (signedIn instanceof Broken) return { kind: 'signIn', query: formTextOf(form) };

  const remembered = await parts.consents.granted(signedIn.owner.subject, bound.client.client_id);
  const answered: AnsweredRequest = { signedIn, consent: { remembered, answer } };
  const grant = consentStage.run(answered);
  const now = parts.now();
  const entropy = entropyOf(parts.random(32));
  if (grant instanceof Broken)
    return unsettled(grant, answered, formTextOf(form), { now, entropy, consentKeys: parts.consentKeys });

  return keep(issue(grant, now, entropy, parts.sha256), answer, parts);
};

const failed = <Context>(
  bound: BoundClient,
  { endpoint }: AskedRequest<Context>,
  cause: unknown,
  parts: Parts<Context>,
): Rejection => {
  parts.report({ kind: 'failed', endpoint, cause });
  return reject(recipientOf(bound), serverError);
};

/**
 * The driver of the authorization endpoint: core's `decide`, with ports where that has facts. Where a port throws before the
 * redirect URI is matched, so does this; after it, the client is told.
 */
export const decideRequest = async <Context>(
  asked: AskedRequest<Context>,
  parts: Parts<Context>,
): Promise<Decision> => {
  const address = addressStage.run(readParams(asked.form));
  if (address instanceof Broken) return refuse(address.rule);

  const bound = bindStage.run({ address, client: (await parts.clients.find(address.clientId)) ?? undefined });
  if (bound instanceof Broken) return refuse(bound.rule);

  try {
    return await decideBound(bound, asked, parts);
  } catch (cause) {
    return failed(bound, asked, cause, parts);
  }
};
