import {
  Broken,
  answeredQuestionStage,
  consentTokenStage,
  consentTokenUnspentStage,
  type Decision,
  type GivenConsentAnswer,
  openConsentToken,
  type OpenQuestion,
  type Refusal,
  refuse,
} from '@codegrant/core';
import { decideRequest } from './decide-request.ts';
import type { Tell } from '../events/events.ts';
import { identifyOwner } from '../ports/identify-owner.ts';
import type { Parts } from '../options/options.ts';
import { spendQuestion } from '../ports/spend-question.ts';

/** A question whose owner is at the browser. */
export interface OpenedQuestion {
  readonly kind: 'opened';
  readonly question: OpenQuestion;
}

/** Opens a consent token for whoever is at the browser. */
export const openQuestion = async <Context>(
  consentToken: string,
  context: Context,
  parts: Parts<Context>,
): Promise<OpenedQuestion | Refusal> => {
  const opened = openConsentToken(consentToken, parts.consentKeys, parts.now());
  const owner = await identifyOwner(context, parts);
  const question = consentTokenStage.run({ opened, issuer: parts.policy.issuer, owner });
  return question instanceof Broken ? refuse(question.rule) : { kind: 'opened', question };
};

/** The driver of core's `decideConsent`: the question is opened, then spent, and then its request is decided anew. */
export const decideAnswer = async <Context>(
  given: GivenConsentAnswer,
  context: Context,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Decision> => {
  const opened = await openQuestion(given.consentToken, context, parts);
  if (opened.kind === 'refuse') return opened;

  const { question } = opened;
  const answered = answeredQuestionStage.run({ question, given });
  if (answered instanceof Broken) return refuse(answered.rule);

  const firstUse = await spendQuestion(question, parts);
  const spent = consentTokenUnspentStage.run({ answered, firstUse });
  if (spent instanceof Broken) return refuse(spent.rule);

  // Nothing that was checked went through the browser: the request is read and checked again from its own text.
  const { query: form, answer } = spent;
  return decideRequest({ form, answer, owner: async () => question.owner }, parts, tell);
};
