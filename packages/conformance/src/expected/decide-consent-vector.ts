import {
  Broken,
  consentAnswerStage,
  type ConsentFacts,
  consentKeysOf,
  decideConsent,
  decideDetails,
  type Decision,
  entropyOf,
  type GivenConsentAnswer,
  grantRequestStage,
  type Refusal,
  refuse,
  sealConsentToken,
  type ShownQuestion,
} from '@codegrant/core';
import type { ConsentVector, VectorToken } from '../vectors/consent-vector.ts';
import { fixedConsentKey, fixedEntropy, fixedNow, previousConsentKey, removedConsentKey } from './fixed.ts';
import { inWords, vectorClient, vectorPolicy } from './decide-vector.ts';

const keys: Readonly<Record<VectorToken['sealedWith'], Uint8Array>> = {
  newest: fixedConsentKey,
  previous: previousConsentKey,
  removed: removedConsentKey,
};

/** The identifier of the question that every consent vector answers. */
export const fixedQuestionId = 'question-1';

/** Another character in the middle of a text, where base64url has no bits to spare. */
const withAnother = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
};

const change = (sealed: string, how: VectorToken['changed']): string => {
  const [content = '', seal = ''] = sealed.split('.');
  switch (how) {
    case 'nothing':
      return sealed;
    case 'content':
      return `${withAnother(content)}.${seal}`;
    case 'seal':
      return `${content}.${withAnother(seal)}`;
    case 'cutShort':
      return sealed.slice(0, -4);
    case 'lengthened':
      return `${sealed}.${seal}`;
  }
};

/** The consent token of a vector, as it comes back. */
const tokenOf = ({ given: { policy, token } }: ConsentVector): string => {
  const { query, subject, askedBy, askedScope, expiresInSeconds, sealedWith, changed } = token;
  const issuer = askedBy === 'thisServer' ? vectorPolicy(policy).issuer : 'https://another.example';
  const content = { id: fixedQuestionId, query, subject, issuer, askedScope, expiresAt: fixedNow + expiresInSeconds };
  return change(sealConsentToken(content, consentKeysOf([keys[sealedWith]])), changed);
};

/** What a vector puts into its request, with the token in its place. */
export const withToken = (vector: ConsentVector, text: string): string =>
  text.replaceAll('{consent_token}', tokenOf(vector));

const factsOf = ({ given }: ConsentVector): ConsentFacts => ({
  policy: vectorPolicy(given.policy),
  client: vectorClient,
  owner: given.owner === null ? undefined : { subject: given.owner },
  remembered: () => given.remembered,
  spend: () => !given.spent,
  now: fixedNow,
  entropy: entropyOf(fixedEntropy(32)),
  consentKeys: consentKeysOf([fixedConsentKey, previousConsentKey]),
});

const answer = (given: GivenConsentAnswer | Broken<Refusal['rule']['verdict']>, facts: ConsentFacts): Decision =>
  given instanceof Broken ? refuse(given.rule) : decideConsent(given, facts);

/** What core decides about a consent vector. */
export const decideConsentVector = (vector: ConsentVector): Decision | ShownQuestion => {
  const { request } = vector;
  const facts = factsOf(vector);
  if ('form' in request) return answer(consentAnswerStage.run(withToken(vector, request.form)), facts);
  if ('json' in request)
    return answer(grantRequestStage.run({ value: JSON.parse(withToken(vector, request.json)) }), facts);
  return decideDetails(withToken(vector, request.details), facts);
};

/** What became of a question, in the words of a vector's expectation. */
export const consentInWords = (decided: Decision | ShownQuestion): Readonly<Record<string, unknown>> => {
  switch (decided.kind) {
    case 'showQuestion':
      return {
        kind: 'showQuestion',
        scope: decided.scopes.map(({ id }) => id),
        required: decided.scopes.filter(({ required }) => required).map(({ id }) => id),
      };
    case 'refuse':
    case 'reject':
    case 'signIn':
    case 'askConsent':
    case 'issue':
      return inWords(decided);
  }
};
