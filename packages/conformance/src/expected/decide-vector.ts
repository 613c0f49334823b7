import {
  type Client,
  consentKeysOf,
  decide,
  type Decision,
  entropyOf,
  type Facts,
  type Policy,
  readClient,
  readPolicy,
} from '@codegrant/core';
import { valueOf } from '@codegrant/core/internal';
import { fixedConsentKey, fixedEntropy, fixedNow } from './fixed.ts';
import { ownerOf } from './owner-of.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { allVectorClients } from '../vectors/vector-clients.ts';
import { vectorPolicies } from '../vectors/vector-policies.ts';

const clients: ReadonlyMap<string, Client> = new Map(
  allVectorClients
    .map((metadata) => valueOf('vector client', readClient(metadata)))
    .map((client) => [client.client_id, client]),
);

/** The vectors' client with this identifier. */
export const vectorClient = (clientId: string): Client | undefined => clients.get(clientId);

/** The vectors' policy with this name. */
export const vectorPolicy = (name: string): Policy =>
  valueOf(`vector policy ${name}`, readPolicy(vectorPolicies[name]));

/** The raw query or form that a vector sends, and its method. */
export const sentBy = ({ request }: AuthorizeVector): { readonly text: string; readonly method: 'GET' | 'POST' } =>
  'query' in request ? { text: request.query, method: 'GET' } : { text: request.form, method: 'POST' };

const factsOf = ({ given }: AuthorizeVector): Facts => ({
  policy: vectorPolicy(given.policy),
  client: vectorClient,
  owner: ownerOf(given.owner),
  consent: () => ({ remembered: given.remembered, answer: given.answer }),
  now: fixedNow,
  entropy: entropyOf(fixedEntropy(32)),
  consentKeys: consentKeysOf([fixedConsentKey]),
});

/** Returns core's decision for a vector. */
export const decideVector = (vector: AuthorizeVector): Decision => decide(sentBy(vector).text, factsOf(vector));

/** Converts a decision to the form of a vector's expectation, without the members about HTTP. */
export const inWords = (decision: Decision): Readonly<Record<string, unknown>> => {
  switch (decision.kind) {
    case 'refuse':
      return { kind: 'refuse', status: decision.rule.verdict.status, rule: decision.rule.name };
    case 'reject':
      return {
        kind: 'reject',
        redirectUri: decision.redirectUri,
        error: decision.rule.verdict.error,
        state: decision.state ?? null,
        rule: decision.rule.name,
      };
    case 'signIn':
      return { kind: 'signIn' };
    case 'askConsent':
      return { kind: 'askConsent', scope: decision.scopes.map(({ id }) => id) };
    case 'issue':
      return {
        kind: 'issue',
        redirectUri: decision.redirectUri,
        scope: decision.grant.scope,
        resources: decision.record.resources?.split(' '),
        state: decision.state ?? null,
      };
  }
};
