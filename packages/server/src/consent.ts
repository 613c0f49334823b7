import {
  Broken,
  consentAnswerStage,
  consentTokenStage,
  consentTokenUnspentStage,
  type Decision,
  type FormInput,
  openConsentToken,
  refuse,
  type Reply,
} from '@codegrant/core';
import { answerDecision } from './answer-decision.ts';
import { decideRequest } from './decide-request.ts';
import type { HttpRequest } from './http-request.ts';
import type { Parts } from './options.ts';
import { readPostedForm } from './read-form.ts';

const decideAnswer = async <Context>(form: FormInput, context: Context, parts: Parts<Context>): Promise<Decision> => {
  const given = consentAnswerStage.run(form);
  if (given instanceof Broken) return refuse(given.rule);

  const opened = openConsentToken(given.consentToken, parts.consentKeys, parts.now());
  const answered = consentTokenStage.run({ given, opened, owner: (await parts.owner.identify(context)) ?? undefined });
  if (answered instanceof Broken) return refuse(answered.rule);

  const { id, expiresAt, query } = answered.content;
  const unspent = consentTokenUnspentStage.run({ answered, firstUse: await parts.store.spend(id, expiresAt) });
  if (unspent instanceof Broken) return refuse(unspent.rule);

  // Nothing that was checked went through the browser: the request is read and checked again from its own text.
  return decideRequest({ form: query, answer: unspent.answer, context, endpoint: 'consent' }, parts);
};

/** Where the consent page's form arrives. */
export const consent = async <Context>(request: HttpRequest<Context>, parts: Parts<Context>): Promise<Reply> => {
  const read = await readPostedForm(request);
  const decision = read.kind === 'broken' ? refuse(read.rule) : await decideAnswer(read.form, request.context, parts);
  return answerDecision(decision, 'consent', 'POST', parts);
};
