import { decide, decideConsent, decideDetails, type Decision, entropyOf, readParams } from '@codegrant/core';
import { addressStage, bindStage, checkStage, identifyStage, recipientOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { consentKeys } from '../fixtures/bytes.ts';
import { clientOf } from '../fixtures/client.ts';
import { allowAll, consentOf, none } from '../fixtures/consent.ts';
import { consentRequestOf } from '../fixtures/decision.ts';
import { factsOf, owner } from '../fixtures/facts.ts';
import { policyOf } from '../fixtures/policy.ts';
import { queryOf } from '../fixtures/request.ts';
import { passed } from '../fixtures/stage.ts';

const client = clientOf();
const policy = policyOf();
const address = passed(addressStage.run(readParams(queryOf())));
const bound = passed(bindStage.run({ address, client }));
const request = passed(checkStage.run({ bound, policy }));

const decisionWith = (changes: Parameters<typeof factsOf>[0], query = queryOf()): Decision =>
  decide(query, factsOf(changes));
const asked = consentRequestOf(decisionWith({ consent: consentOf(none) }));
const issued = decisionWith({ consent: consentOf(allowAll) });
const facts = { ...factsOf(), remembered: () => [], recordAnswer: (_id: string, answer: string) => answer };

const evil = { redirectUri: 'https://evil.example', client: clientOf({ client_id: 'evil' }), method: 'plain' };

it.each<[what: string, proof: object | undefined]>([
  ['a policy', policy],
  ['the default scope of a policy', policy.defaultScope],
  ['the keys of consent tokens', consentKeys],
  ['a client', client],
  ['the redirect URIs of a client', client.redirect_uris],
  ['the hashes of the secrets of a client', clientOf({ client_secret: 'x' }).client_secret_hashes],
  ['an address', address],
  ['a bound client', bound],
  ['a recipient', recipientOf(bound)],
  ['an authorization request', request],
  ['the scope of an authorization request', request.scope],
  ['the challenge of an authorization request', request.codeChallenge],
  ['a signed-in request', passed(identifyStage.run({ request, policy, owner, query: '', now: 0 }))],
  ['the decision to reject a request', decisionWith({}, queryOf({ scope: 'unknown' }))],
  ['the decision to ask for consent', asked],
  ['the decision to issue a code', issued],
  ['a grant', issued.kind === 'issue' ? issued.grant : undefined],
  ['the scope of a grant', issued.kind === 'issue' ? issued.grant.scope : undefined],
  [
    'the decision about an answer',
    decideConsent({ kind: 'json', value: { allowed: true, consent_token: asked.consentToken } }, facts),
  ],
  ['the details of a consent request', decideDetails(asked.consentToken, facts)],
])('Object.assign does not forge %s (R183).', (_what, proof) => {
  expect(proof).toBeDefined();
  const before = JSON.stringify(proof);
  expect(() => Object.assign(proof ?? {}, Array.isArray(proof) ? ['https://evil.example'] : evil)).toThrow(TypeError);
  expect(JSON.stringify(proof)).toBe(before);
});

describe('Random bytes', () => {
  it('stay as they were checked, if the caller fills its own bytes anew (R82).', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
    const entropy = entropyOf(bytes);
    bytes.fill(0);
    expect(entropy).toEqual(Uint8Array.from({ length: 32 }, (_, index) => index));
  });
});
