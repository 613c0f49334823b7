import { type Client, type Consent, entropyOf, type Grant, readParams, type Refusal } from '@codegrant/core';
import {
  addressStage,
  type AnsweredQuestion,
  answeredQuestionStage,
  bindStage,
  Broken,
  checkStage,
  consentStage,
  consentTokenStage,
  type GivenConsentAnswer,
  identifyStage,
  issue,
  matchRedirectUri,
  recipientOf,
  type Redemption,
  redemptionStage,
  redirectTo,
  reject,
  type SettledQuestion,
  settledQuestionStage,
} from '@codegrant/core/internal';
import { expect, expectTypeOf, it } from 'vitest';
import { type Brand, frozenList, prove, proveWithLists } from '../../src/rules/brand.ts';
import { bytesOf, successiveFrom, entropy } from '../fixtures/bytes.ts';
import { clientOf, metadata } from '../fixtures/client.ts';
import { none } from '../fixtures/consent.ts';
import { contentOf } from '../fixtures/consent-token.ts';
import { owner } from '../fixtures/facts.ts';
import { policyOf } from '../fixtures/policy.ts';
import { firstRuleOf, passed } from '../fixtures/stage.ts';

// The lines below @ts-expect-error are the tests: `tsc` fails if one of them compiles.

const client = clientOf();
const policy = policyOf({ defaultScope: ['read'] });

const address = passed(addressStage.run(readParams('client_id=app&redirect_uri=https://app.example/cb')));
const bound = passed(bindStage.run({ address, client }));

it('A redirect to a string that was not matched does not compile (R183).', () => {
  // @ts-expect-error a string is no MatchedRedirectUri
  redirectTo('https://evil.example', { code: 'x' });
  // @ts-expect-error the requested URI is not a matched one
  redirectTo(address.redirectUri, { code: 'x' });
  // @ts-expect-error a registered URI is not a matched one either
  redirectTo(client.redirect_uris[0], { code: 'x' });
  expect(redirectTo(bound.redirectUri, { code: 'x' })).toBe('https://app.example/cb?code=x');
});

it('A redirect does not compile if the match may have failed.', () => {
  const matched = matchRedirectUri(client, 'https://evil.example');
  // @ts-expect-error undefined is no redirect URI
  if (matched !== undefined) redirectTo(undefined, {});
  // @ts-expect-error the result may be undefined
  const compile = () => redirectTo(matched, {});
  expect(matched).toBeUndefined();
  expect(compile).toBeTypeOf('function');
});

it('Skipping the match does not compile.', () => {
  // @ts-expect-error an address is not bound yet
  const skipBind = () => checkStage.run({ bound: address, policy });
  const unmatched = { params: address.params, client, redirectUri: address.redirectUri };
  // @ts-expect-error a redirect URI that is a string is not bound
  const skipMatch = () => checkStage.run({ bound: unmatched, policy });
  // @ts-expect-error an unmatched string has no recipient
  const skipRecipient = () => recipientOf(unmatched);
  expect([skipBind, skipMatch, skipRecipient]).toHaveLength(3);
});

it('Skipping the address, the check, the sign-in or the consent does not compile.', () => {
  // @ts-expect-error parameters are no address
  const skipAddress = () => bindStage.run({ address: readParams(''), client });
  const browser = { owner, query: '', now: 0 };
  // @ts-expect-error a bound client is no authorization request
  const skipCheck = () => identifyStage.run({ ...browser, request: bound, policy });
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return expect(request.rule.name).toBe('response-type-present');
  const anybody = { request, policy, owner: undefined };
  const consent: Consent = { remembered: [], answer: none };
  // @ts-expect-error nobody may be signed in
  const skipSignIn = () => consentStage.run({ signedIn: anybody, consent });
  // @ts-expect-error a request is no grant
  const skipConsent = () => issue(request, 0, entropy);
  return expect([skipAddress, skipCheck, skipSignIn, skipConsent]).toHaveLength(4);
});

it('A refusal has no field for a redirect URI.', () => {
  expectTypeOf<keyof Refusal>().toEqualTypeOf<'kind' | 'rule' | 'clientId' | 'retryQuery'>();
});

it('A registration that was not checked is not a client.', () => {
  // @ts-expect-error metadata is no Client
  const unchecked: Client = metadata;
  expect(unchecked).toBe(metadata);
});

it('A code cannot be made from plain bytes, only from entropy (R82, R83).', () => {
  // @ts-expect-error bytes are no Entropy
  const weak = (grant: Parameters<typeof issue>[0]) => issue(grant, 0, bytesOf(1));
  expect(weak).toBeTypeOf('function');
  expect(() => entropyOf(new Uint8Array(31))).toThrow('Entropy needs 32 random bytes, but got 31.');
});

it.each<[string, Uint8Array]>([
  ['zeros', new Uint8Array(32)],
  ['one byte repeated', bytesOf(7)],
  ['8 bytes and zeros', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, ...new Uint8Array(24)])],
  ['8 bytes, four times', Uint8Array.from({ length: 32 }, (_, index) => index % 8)],
  ['zeros before random bytes that are not used', Uint8Array.from([...new Uint8Array(32), ...successiveFrom(1)])],
])('Entropy is not made from %s (R82, R83).', (_what, bytes) => {
  expect(() => entropyOf(bytes)).toThrow('Entropy needs 32 random bytes, but fewer than 12 of the bytes differ.');
});

it('Entropy is made from a working source, each time.', () => {
  for (let times = 0; times < 2000; times++)
    expect(() => entropyOf(crypto.getRandomValues(new Uint8Array(32)))).not.toThrow();
});

it('Only a recipient can be told an error.', () => {
  const rule = firstRuleOf(checkStage);
  // @ts-expect-error an address is no recipient
  const tellAddress = () => reject(address, rule);
  expect(tellAddress).toBeTypeOf('function');
  expect(reject(recipientOf(bound), rule).redirectUri).toBe('https://app.example/cb');
});

it('A handmade match, grant, authenticated client or redemption does not compile.', () => {
  const { params, redirectUri } = bound;
  // @ts-expect-error a client and a match from two places are not bound
  const mixed = () => recipientOf({ params, client, redirectUri });
  // @ts-expect-error only the consent stage makes a grant
  const grant: Grant = { policy, owner: { subject: 'victim' }, scope: ['read'] };
  // @ts-expect-error the client has not authenticated
  const unauthenticated = () => redemptionStage.run({ params, client });
  // @ts-expect-error only its stage makes a redemption
  const redemption: Redemption = { params, client, code: 'code' };
  expect([mixed, grant, unauthenticated, redemption]).toHaveLength(4);
});

it('Skipping the verification, the check or the record of an answer does not compile (R96, R108).', () => {
  const content = contentOf();
  const given: GivenConsentAnswer = { consentToken: 't', answer: { kind: 'deny' }, scopeNotAsked: 'refused' };
  // @ts-expect-error the content of a token is no open consent request
  const skipOpen = () => answeredQuestionStage.run({ question: content, given });
  // @ts-expect-error an issuer is missing
  const skipIssuer = () => consentTokenStage.run({ verified: { kind: 'valid', content } });
  // @ts-expect-error the answer was not checked against the consent request
  const skipFit = () => settledQuestionStage.run({ answered: { question: content, given }, recorded: 'deny' });
  // @ts-expect-error only its stage makes an answered consent request
  const answered: AnsweredQuestion = { question: content, given };
  // @ts-expect-error only its stage makes a settled consent request
  const settled: SettledQuestion = { query: 'a=b', answer: { kind: 'allow', scope: 'asAsked' } };
  expect([skipOpen, skipIssuer, skipFit, answered, settled]).toHaveLength(5);
});

it('A copy of a proof with another member does not compile (R183).', () => {
  const other = clientOf({ client_id: 'other' });
  // @ts-expect-error a copy of a bound client is not bound
  const copied = () => recipientOf({ ...bound, client: other });
  // @ts-expect-error a copy of a client is not registered
  const widened: Client = { ...client, redirect_uris: ['https://evil.example'] };
  expect([copied, widened]).toHaveLength(2);
});

it('A list in a proof that is not frozen does not compile.', () => {
  type Listed = Brand<{ readonly list: readonly string[] | undefined }, 'Listed'>;
  // @ts-expect-error the list is not frozen
  prove<Listed>({ list: ['a'] });
  expect(prove<Listed>({ list: frozenList(['a']) })).toEqual({ list: ['a'] });
  const listed = proveWithLists<Listed>({ list: ['a'] });
  expect(Object.isFrozen(listed) && Object.isFrozen(listed.list)).toBe(true);
});
