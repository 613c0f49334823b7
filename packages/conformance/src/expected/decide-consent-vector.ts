import {
  type ConsentFacts,
  consentKeysOf,
  decideConsent,
  decideDetails,
  type Decision,
  entropyOf,
  type ShownQuestion,
} from '@codegrant/core';
import { destinationOf, signConsentToken } from '@codegrant/core/internal';
import type { ConsentVector, VectorToken } from '../vectors/consent-vector.ts';
import { fixedConsentKey, fixedEntropy, fixedNow, previousConsentKey, removedConsentKey } from './fixed.ts';
import { inWords, vectorClient, vectorPolicy } from './decide-vector.ts';
import { ownerOf } from './owner-of.ts';

const keys: Readonly<Record<VectorToken['signedWith'], Uint8Array>> = {
  newest: fixedConsentKey,
  previous: previousConsentKey,
  removed: removedConsentKey,
};

/** The identifier of the consent request that every consent vector answers. */
export const fixedConsentId = 'question-1';

/** Changes a character in the middle of a base64url string, where every bit is significant. */
const withOneCharacterChanged = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
};

const change = (signed: string, how: VectorToken['changed']): string => {
  const [content = '', signature = ''] = signed.split('.');
  switch (how) {
    case 'nothing':
      return signed;
    case 'content':
      return `${withOneCharacterChanged(content)}.${signature}`;
    case 'signature':
      return `${content}.${withOneCharacterChanged(signature)}`;
    case 'cutShort':
      return signed.slice(0, -4);
    case 'lengthened':
      return `${signed}.${signature}`;
  }
};

/** The consent token of a vector, with its changes. */
const tokenOf = ({ given: { policy, token } }: ConsentVector): string => {
  const { query, subject, askedBy, askedScope, askedResources, expiresInSeconds, signedWith, changed } = token;
  const issuer = askedBy === 'thisServer' ? vectorPolicy(policy).issuer : 'https://another.example';
  const expiresAt = fixedNow + expiresInSeconds;
  const content = { id: fixedConsentId, query, subject, issuer, askedScope, askedResources, expiresAt };
  return change(signConsentToken(content, consentKeysOf([keys[signedWith]])), changed);
};

/** Replaces `{consent_token}` in a vector's request with its token. */
export const withToken = (vector: ConsentVector, text: string): string =>
  text.replaceAll('{consent_token}', tokenOf(vector));

const factsOf = ({ given }: ConsentVector): ConsentFacts => ({
  policy: vectorPolicy(given.policy),
  client: vectorClient,
  owner: ownerOf(given.owner),
  remembered: () => given.remembered,
  recordAnswer: (_id, answer) => given.recorded ?? answer,
  now: fixedNow,
  entropy: entropyOf(fixedEntropy(32)),
  consentKeys: consentKeysOf([fixedConsentKey, previousConsentKey]),
});

/** Returns core's decision for a consent vector. */
export const decideConsentVector = (vector: ConsentVector): Decision | ShownQuestion => {
  const { request } = vector;
  const facts = factsOf(vector);
  if ('form' in request) return decideConsent({ kind: 'form', form: withToken(vector, request.form) }, facts);
  if ('json' in request)
    return decideConsent({ kind: 'json', value: JSON.parse(withToken(vector, request.json)) }, facts);
  return decideDetails(withToken(vector, request.details), facts);
};

/** Converts a decision to the form of a consent vector's expectation. */
export const consentInWords = (decided: Decision | ShownQuestion): Readonly<Record<string, unknown>> => {
  switch (decided.kind) {
    case 'showQuestion':
      return {
        kind: 'showQuestion',
        scope: decided.scopes.map(({ id }) => id),
        required: decided.scopes.filter(({ required }) => required).map(({ id }) => id),
        resources: decided.resources,
        redirectTo: destinationOf(decided.request.redirectUri).kind,
        origin: decided.request.client.origin,
        trusted: decided.request.client.trusted,
      };
    case 'refuse':
    case 'reject':
    case 'signIn':
    case 'askConsent':
    case 'issue':
      return inWords(decided);
  }
};
