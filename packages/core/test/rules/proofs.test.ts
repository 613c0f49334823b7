import {
  type Client,
  type ClientMetadata,
  type Consent,
  defineClient,
  definePolicy,
  entropyOf,
  type Grant,
  readParams,
  type Refusal,
} from '@codegrant/core';
import {
  addressStage,
  type AnsweredQuestion,
  answeredQuestionStage,
  bindStage,
  Broken,
  checkStage,
  consentStage,
  type ConsentTokenContent,
  consentTokenStage,
  consentTokenUnspentStage,
  type GivenConsentAnswer,
  identifyStage,
  issue,
  matchRedirectUri,
  recipientOf,
  type Redemption,
  redemptionStage,
  redirectTo,
  reject,
  type SpentQuestion,
} from '@codegrant/core/internal';
import { expect, expectTypeOf, it } from 'vitest';

// The lines under @ts-expect-error are the tests: `tsc` fails where one of them compiles.

const metadata: ClientMetadata = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };
const client = defineClient(metadata);
const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read' } },
  defaultScope: ['read'],
});

const address = addressStage.run(readParams('client_id=app&redirect_uri=https://app.example/cb'));
if (address instanceof Broken) throw new Error(address.rule.message);
const bound = bindStage.run({ address, client });
if (bound instanceof Broken) throw new Error(bound.rule.message);

it('A redirect to a string that was not matched does not compile (R183).', () => {
  // @ts-expect-error a string is no MatchedRedirectUri
  redirectTo('https://evil.example', { code: 'x' });
  // @ts-expect-error what was requested is not what was matched
  redirectTo(address.redirectUri, { code: 'x' });
  // @ts-expect-error a registered URI is not one that was matched either
  redirectTo(client.redirect_uris[0], { code: 'x' });
  expect(redirectTo(bound.redirectUri, { code: 'x' })).toBe('https://app.example/cb?code=x');
});

it('The match may fail, and a redirect that forgets it does not compile.', () => {
  const matched = matchRedirectUri(client, 'https://evil.example');
  // @ts-expect-error undefined is no redirect URI
  if (matched !== undefined) redirectTo(undefined, {});
  // @ts-expect-error the result may be undefined
  const compile = () => redirectTo(matched, {});
  expect(matched).toBeUndefined();
  expect(compile).toBeTypeOf('function');
});

it('Skipping the match does not compile.', () => {
  // @ts-expect-error an address proves nothing yet
  const skipBind = () => checkStage.run({ bound: address, policy });
  const unmatched = { params: address.params, client, redirectUri: address.redirectUri };
  // @ts-expect-error a redirect URI as a string is not bound
  const skipMatch = () => checkStage.run({ bound: unmatched, policy });
  // @ts-expect-error an unmatched string has no recipient
  const skipRecipient = () => recipientOf(unmatched);
  expect([skipBind, skipMatch, skipRecipient]).toHaveLength(3);
});

it('Skipping the address, the check, the sign-in or the consent does not compile.', () => {
  // @ts-expect-error parameters are no address
  const skipAddress = () => bindStage.run({ address: readParams(''), client });
  const browser = { owner: { subject: 'user-1' }, query: '', now: 0 };
  // @ts-expect-error a bound client is no authorization request
  const skipCheck = () => identifyStage.run({ ...browser, request: bound, policy });
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) return expect(request.rule.name).toBe('response-type-present');
  const anybody = { request, policy, owner: undefined };
  const consent: Consent = { remembered: [], answer: { kind: 'none' } };
  // @ts-expect-error nobody is known to be signed in
  const skipSignIn = () => consentStage.run({ signedIn: anybody, consent });
  // @ts-expect-error a request is no grant
  const skipConsent = () => issue(request, 0, entropyOf(new Uint8Array(32).fill(1)));
  return expect([skipAddress, skipCheck, skipSignIn, skipConsent]).toHaveLength(4);
});

it('A refusal has no field for a target.', () => {
  expectTypeOf<keyof Refusal>().toEqualTypeOf<'kind' | 'rule' | 'clientId'>();
});

it('A registration that was not checked is no client.', () => {
  // @ts-expect-error metadata is no Client
  const unchecked: Client = metadata;
  expect(unchecked).toBe(metadata);
});

it('A code can not be made from bytes that nobody vouched for (R82, R83).', () => {
  // @ts-expect-error bytes are no Entropy
  const weak = (grant: Parameters<typeof issue>[0]) => issue(grant, 0, new Uint8Array(32).fill(1));
  expect(weak).toBeTypeOf('function');
  expect(() => entropyOf(new Uint8Array(31))).toThrow('Entropy needs 32 random bytes, but got 31.');
});

it('Only a recipient can be told an error.', () => {
  const rule = checkStage.rules[0];
  if (rule === undefined) throw new Error('There are rules.');
  // @ts-expect-error an address is no recipient
  const tellAddress = () => reject(address, rule);
  expect(tellAddress).toBeTypeOf('function');
  expect(reject(recipientOf(bound), rule).redirectUri).toBe('https://app.example/cb');
});

it('Another client’s match, a grant that nobody gave, a client that did not authenticate: none of these compiles.', () => {
  const { params, redirectUri } = bound;
  // @ts-expect-error a client and a match that were put together by hand are not bound to each other
  const mixed = () => recipientOf({ params, client, redirectUri });
  // @ts-expect-error a grant is made by the consent stage alone
  const grant: Grant = { policy, owner: { subject: 'victim' }, scope: ['read'] };
  // @ts-expect-error nobody has authenticated
  const unauthenticated = () => redemptionStage.run({ params, client });
  // @ts-expect-error a redemption is made by its stage alone
  const redemption: Redemption = { params, client, code: 'code' };
  expect([mixed, grant, unauthenticated, redemption]).toHaveLength(4);
});

it('An answer to a question that nobody opened, that was not judged or not spent: none of these compiles (R96, R108).', () => {
  const content: ConsentTokenContent = {
    id: 'id',
    query: 'a=b',
    subject: 'user-1',
    issuer: policy.issuer,
    askedScope: ['read'],
    expiresAt: 10,
  };
  const given: GivenConsentAnswer = { consentToken: 't', answer: { kind: 'deny' }, scopeNotAsked: 'refused' };
  // @ts-expect-error what a token says is no open question
  const skipOpen = () => answeredQuestionStage.run({ question: content, given });
  // @ts-expect-error a question belongs to an issuer
  const skipIssuer = () => consentTokenStage.run({ opened: { kind: 'open', content }, owner: undefined });
  // @ts-expect-error an answer that was not judged is not one that fits the question
  const skipFit = () => consentTokenUnspentStage.run({ answered: { question: content, given }, firstUse: true });
  // @ts-expect-error an answered question is made by its stage alone
  const answered: AnsweredQuestion = { question: content, given };
  // @ts-expect-error a spent question is made by its stage alone
  const spent: SpentQuestion = { query: 'a=b', answer: { kind: 'allow', scope: 'asAsked' } };
  expect([skipOpen, skipIssuer, skipFit, answered, spent]).toHaveLength(5);
});
