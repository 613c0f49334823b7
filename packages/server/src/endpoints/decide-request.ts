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
  type Owner,
  readParams,
  recipientOf,
  type Refusal,
  refuse,
  reject,
  type RejectionVerdict,
  type Rule,
  unidentified,
  unsettled,
  withoutSignInMark,
} from '@codegrant/core';
import type { Tell } from '../events/events.ts';
import { findClient } from '../ports/find-client.ts';
import { httpRules } from '../http/http-rules.ts';
import type { Parts } from '../options/options.ts';
import { rememberedScope } from '../ports/remembered-scope.ts';

/** An authorization request, and whatever was said to it. */
export interface AskedRequest {
  readonly form: FormInput;
  readonly answer: ConsentAnswer;
  /** Who is at the browser. Called at most once: of two answers that differ, one would be judged and the other granted. */
  readonly owner: () => Promise<Owner | undefined>;
}

/** A request that may be answered to its client. */
export interface BoundRequest {
  readonly kind: 'bound';
  readonly bound: BoundClient;
}

/** RFC 6749 §4.1.2.1: the client is told of an outage, since a 500 can not be told by redirect. */
const serverError: Rule<RejectionVerdict> = { ...httpRules.serverWorks, verdict: { error: 'server_error' } };

/** The code goes to the store before it goes to the client. */
const keep = async <Context>(issued: Issued, parts: Parts<Context>): Promise<Issued> => {
  const { request, owner, allowed } = issued.grant;
  await parts.store.saveCode(issued.record);
  if (allowed.length > 0) await parts.consents.remember(owner.subject, request.client.client_id, allowed);
  return issued;
};

const decideBound = async <Context>(
  bound: BoundClient,
  { form, answer, owner }: AskedRequest,
  parts: Parts<Context>,
): Promise<Decision> => {
  const { policy } = parts;
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return reject(recipientOf(bound), request.rule);

  const text = formTextOf(form);
  const query = withoutSignInMark(text);
  const now = parts.now();
  const signedIn = identifyStage.run({ request, policy, owner: await owner(), query: text, now });
  if (signedIn instanceof Broken) return unidentified(signedIn, request.client, query, now);

  const remembered = await rememberedScope(signedIn.owner.subject, bound.client.client_id, parts);
  const answered: AnsweredRequest = { signedIn, consent: { remembered, answer } };
  const grant = consentStage.run(answered);
  const entropy = entropyOf(parts.random(32));
  if (grant instanceof Broken)
    return unsettled(grant, answered, query, { now, entropy, consentKeys: parts.consentKeys });

  return keep(issue(grant, now, entropy, parts.sha256), parts);
};

/** Finds out to whom a request may be answered. Where the registry throws, so does this. */
export const bindRequest = async <Context>(form: FormInput, parts: Parts<Context>): Promise<BoundRequest | Refusal> => {
  const address = addressStage.run(readParams(form));
  if (address instanceof Broken) return refuse(address.rule);

  const client = await findClient(address.clientId, parts);
  const bound = bindStage.run({ address, client });
  return bound instanceof Broken ? refuse(bound.rule, client?.client_id) : { kind: 'bound', bound };
};

/**
 * The driver of the authorization endpoint: core's `decide`, with ports where that has facts. Where a port throws before the
 * redirect URI is matched, so does this; after it, the client is told.
 */
export const decideRequest = async <Context>(
  asked: AskedRequest,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Decision> => {
  const address = await bindRequest(asked.form, parts);
  if (address.kind === 'refuse') return address;
  const { bound } = address;
  try {
    return await decideBound(bound, asked, parts);
  } catch (cause) {
    tell({ kind: 'failed', cause }, { clientId: bound.client.client_id });
    return reject(recipientOf(bound), serverError);
  }
};
