import {
  type Client,
  type ConsentFacts,
  consentKeysOf,
  decide,
  decideConsent,
  type Decision,
  type PostedAnswer,
} from '@codegrant/core';
import { type OwnerDecision, signConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../fixtures/bytes.ts';
import { clientOf } from '../../fixtures/client.ts';
import { consentOf, none } from '../../fixtures/consent.ts';
import { contentOf } from '../../fixtures/consent-token.ts';
import { consentRequestOf } from '../../fixtures/decision.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { policyOf } from '../../fixtures/policy.ts';
import { queryOf } from '../../fixtures/request.ts';

const now = 1_700_000_000;
const [older, newer, newest] = [bytesOf(1), bytesOf(2), bytesOf(3)];

const query = queryOf({ scope: 'read write', state: 's' });

const allow: OwnerDecision = { kind: 'allow', scope: 'asAsked' };
const deny: OwnerDecision = { kind: 'deny' };

/** An answer on the consent page. */
const formOf = (consentToken: string, answer: OwnerDecision = allow): PostedAnswer => ({
  kind: 'form',
  form: [
    ['consent_token', consentToken],
    ['decision', answer.kind],
    ...(answer.kind === 'deny' || answer.scope === 'asAsked' ? [] : answer.scope).map(
      (scope) => ['scope', scope] as const,
    ),
  ],
});

/** An answer on a page hosted by the operator. */
const jsonOf = (consentToken: string, answer: OwnerDecision = allow): PostedAnswer => ({
  kind: 'json',
  value: {
    allowed: answer.kind === 'allow',
    consent_token: consentToken,
    ...(answer.kind === 'deny' || answer.scope === 'asAsked' ? {} : { scope: answer.scope.join(' ') }),
  },
});

/** Facts, and a list of the answers that were recorded with them: the id and the expiry time of each token. */
const storeOf = (
  changes: Partial<ConsentFacts> = {},
): { readonly facts: ConsentFacts; readonly recorded: string[][] } => {
  const recorded: string[][] = [];
  const answers = new Map<string, string>();
  const facts: ConsentFacts = {
    ...factsOf({ now }),
    remembered: () => [],
    recordAnswer: (id, answer, expiresAt) => {
      recorded.push([id, String(expiresAt)]);
      const first = answers.get(id) ?? answer;
      answers.set(id, first);
      return first;
    },
    ...changes,
  };
  return { facts, recorded };
};

/** The consent token for these facts, after the owner allowed some scopes before. */
const tokenOf = (facts: ConsentFacts, remembered: readonly string[] = []): string =>
  consentRequestOf(decide(query, { ...facts, consent: consentOf(none, remembered) })).consentToken;

/** The name of the rule that was broken, or the kind of the decision. */
const ruleOf = (decision: Decision): string =>
  decision.kind === 'refuse' || decision.kind === 'reject' ? decision.rule.name : decision.kind;

/** The token with another character at a position. */
const changed = (token: string, at: number): string =>
  `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;

describe('A consent answer (R96, R108)', () => {
  it('that allows issues a code for the asked scope, and spends the token once.', () => {
    const { facts, recorded } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts)), facts);
    expect(decision).toMatchObject({
      kind: 'issue',
      state: 's',
      redirectUri: 'https://app.example/cb',
      record: { scope: 'read write', subject: 'user-1', clientId: 'app' },
    });
    expect(recorded).toEqual([['AQIDBAUGBwgJCgsMDQ4PEA', String(now + 600)]]);
  });

  it('that allows a part issues a code for that part.', () => {
    const { facts } = storeOf();
    const answer = { kind: 'allow', scope: ['write'] } as const;
    expect(decideConsent(formOf(tokenOf(facts), answer), facts)).toMatchObject({
      record: { scope: 'write' },
    });
  });

  it('that denies is an error for the client, and spends the token too.', () => {
    const { facts, recorded } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts), deny), facts);
    expect(decision).toMatchObject({ kind: 'reject', rule: { name: 'owner-did-not-deny' }, subject: 'user-1' });
    expect(recorded).toHaveLength(1);
  });

  it('counts once, whatever the second answer says.', () => {
    const { facts, recorded } = storeOf();
    const consentToken = tokenOf(facts);
    expect(decideConsent(formOf(consentToken, deny), facts).kind).toBe('reject');
    const second = decideConsent(formOf(consentToken), facts);
    expect(second).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-answered-once', verdict: { status: 400, error: 'consent_token_spent' } },
    });
    expect(recorded).toHaveLength(2);
  });

  it('allows only what the owner was asked for, even if more would be asked for now.', () => {
    const { facts } = storeOf({ remembered: () => [] });
    const decision = decideConsent(formOf(tokenOf(facts, ['read'])), facts);
    expect(decision).toMatchObject({ kind: 'issue', record: { scope: 'write' } });
  });

  it('is added to the scopes that are remembered now.', () => {
    const { facts } = storeOf({ remembered: () => ['read'] });
    const decision = decideConsent(formOf(tokenOf(facts, ['read'])), facts);
    expect(decision).toMatchObject({ kind: 'issue', record: { scope: 'read write' } });
  });

  it('that allows a part allows required scopes too.', () => {
    const { facts } = storeOf({ client: () => clientOf({ required_scope: 'read' }) });
    const answer = { kind: 'allow', scope: ['', 'write'] } as const;
    expect(decideConsent(formOf(tokenOf(facts), answer), facts)).toMatchObject({
      record: { scope: 'read write' },
    });
  });
});

describe('The scopes in a consent answer (R91, R96)', () => {
  /** The outcome of an answer, and how often its token was recorded. */
  const answerBy = (
    by: 'form' | 'JSON',
    scope: readonly string[] | 'asAsked',
    remembered: readonly string[] = [],
  ): readonly [outcome: string, spendings: number] => {
    const { facts, recorded } = storeOf({ remembered: () => remembered });
    const consentToken = tokenOf(facts, remembered);
    const answer = { kind: 'allow', scope } as const;
    const posted = by === 'form' ? formOf(consentToken, answer) : jsonOf(consentToken, answer);
    const decision = decideConsent(posted, facts);
    return [decision.kind === 'issue' ? decision.record.scope : ruleOf(decision), recorded.length];
  };

  it('are refused in JSON if one was not asked for. The token is not recorded.', () => {
    expect(answerBy('JSON', ['read', 'admin'])).toEqual(['consent-scope-asked', 0]);
    expect(answerBy('JSON', ['READ'])).toEqual(['consent-scope-asked', 0]);
    expect(answerBy('JSON', ['read', 'write'], ['read'])).toEqual(['consent-scope-asked', 0]);
  });

  it('count without those that were not asked for in a form.', () => {
    expect(answerBy('form', ['read', 'admin'])).toEqual(['read', 1]);
    expect(answerBy('form', ['admin'])).toEqual(['owner-did-not-deny', 1]);
    expect(answerBy('form', ['read', 'write'], ['read'])).toEqual(['read write', 1]);
  });

  it.each(['form', 'JSON'] as const)('can be a part, everything or nothing of what was asked for, by %s.', (by) => {
    expect(answerBy(by, ['write'])).toEqual(['write', 1]);
    expect(answerBy(by, 'asAsked')).toEqual(['read write', 1]);
    expect(answerBy(by, [''])).toEqual(['owner-did-not-deny', 1]);
    expect(answerBy(by, ['write'], ['read'])).toEqual(['read write', 1]);
  });

  it('do not matter in a denial.', () => {
    const { facts } = storeOf();
    expect(ruleOf(decideConsent(jsonOf(tokenOf(facts), deny), facts))).toBe('owner-did-not-deny');
  });
});

describe('An unusable consent token is refused and not recorded (R96, R108)', () => {
  const tokens: readonly (readonly [title: string, token: (good: string) => string])[] = [
    ['Its payload was changed', (good) => changed(good, 5)],
    ['Its signature was changed', (good) => changed(good, good.length - 5)],
    ['It has no signature', (good) => good.replace(/\..*/, '')],
    ['It has more after its signature', (good) => `${good}.x`],
    ['It is no token', () => 'consent'],
  ];

  it.each(tokens)('%s.', (_title, tokenFrom) => {
    const { facts, recorded } = storeOf();
    const decision = decideConsent(formOf(tokenFrom(tokenOf(facts))), facts);
    expect(decision).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-signed', verdict: { status: 400, error: 'consent_token_invalid' } },
      clientId: undefined,
    });
    expect(recorded).toEqual([]);
  });

  it.each([
    [599, 'issue', 1],
    [600, 'consent-token-unexpired', 0],
    [601, 'consent-token-unexpired', 0],
  ])('After %i of its 600 seconds the outcome is %s.', (seconds, rule, spendings) => {
    const { facts, recorded } = storeOf();
    const consentToken = tokenOf(facts);
    expect(ruleOf(decideConsent(formOf(consentToken), { ...facts, now: now + seconds }))).toBe(rule);
    expect(recorded).toHaveLength(spendings);
  });

  it.each([
    ['Another owner', { subject: 'user-2' }],
    ['An owner whose subject only begins alike', { subject: 'user-1 ' }],
  ])('%s is signed in.', (_who, owner) => {
    const { facts, recorded } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts)), { ...facts, owner });
    expect(decision).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-of-owner', verdict: { status: 403, error: 'consent_token_of_another' } },
    });
    expect(recorded).toEqual([]);
  });

  it('If nobody is signed in, a form leads to sign-in with the same request, and a script learns the error.', () => {
    const { facts, recorded } = storeOf();
    const signedOut = { ...facts, owner: undefined };
    const token = tokenOf(facts);
    expect(decideConsent(formOf(token), signedOut)).toMatchObject({ kind: 'signIn', query });
    expect(decideConsent(jsonOf(token), signedOut)).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-owner-signed-in', verdict: { status: 403, error: 'consent_token_of_another' } },
    });
    expect(recorded).toEqual([]);
  });

  it('A form that asks for another account leads to sign-in with the same request, and answers nothing.', () => {
    const { facts, recorded } = storeOf();
    const form = `consent_token=${tokenOf(facts)}&decision=other_account`;
    expect(decideConsent({ kind: 'form', form }, facts)).toMatchObject({ kind: 'signIn', prompt: 'select_account' });
    expect(recorded).toEqual([]);
  });
});

describe('Issuers with the same keys', () => {
  const other = policyOf({ issuer: 'https://other.example' });

  it('refuse each other’s consent tokens, and record no answer for them (R96, R108).', () => {
    const { facts, recorded } = storeOf();
    const elsewhere = tokenOf({ ...facts, policy: other });
    expect(decideConsent(formOf(elsewhere), facts)).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-signed', verdict: { status: 400, error: 'consent_token_invalid' } },
      clientId: undefined,
    });
    expect(recorded).toEqual([]);
    const there = decideConsent(formOf(elsewhere), { ...facts, policy: other });
    expect(there.kind).toBe('issue');
  });
});

describe('After a change of keys, a consent token', () => {
  const asked = (...keys: readonly Uint8Array[]): string =>
    tokenOf(storeOf({ consentKeys: consentKeysOf(keys) }).facts);
  const answered = (
    consentToken: string,
    ...keys: readonly Uint8Array[]
  ): readonly [rule: string, spendings: number] => {
    const { facts, recorded } = storeOf({ consentKeys: consentKeysOf(keys) });
    return [ruleOf(decideConsent(formOf(consentToken), facts)), recorded.length];
  };

  it('that was signed with an older key of the list is accepted.', () => {
    expect(answered(asked(older), newer, older)).toEqual(['issue', 1]);
    expect(answered(asked(older), newest, newer, older)).toEqual(['issue', 1]);
  });

  it('is signed with the newest key, so the older key can be removed later.', () => {
    expect(answered(asked(newer, older), newer)).toEqual(['issue', 1]);
  });

  it('that was signed with a removed key is refused.', () => {
    expect(answered(asked(older), newer)).toEqual(['consent-token-signed', 0]);
    expect(answered(asked(newer, older), older)).toEqual(['consent-token-signed', 0]);
    expect(answered(asked(older), newest, newer)).toEqual(['consent-token-signed', 0]);
  });
});

describe('The request in a consent token is decided again', () => {
  it('with the client as it is now.', () => {
    const { facts } = storeOf();
    const consentToken = tokenOf(facts);
    const moved = clientOf({ redirect_uris: ['https://app.example/other'] });
    const less = clientOf({ scope: 'read' });
    const answerUnder = (client: Client | undefined): Decision =>
      decideConsent(formOf(consentToken), { ...facts, client: () => client, recordAnswer: (_id, answer) => answer });
    expect(answerUnder(undefined)).toMatchObject({ kind: 'refuse', rule: { name: 'client-registered' } });
    expect(answerUnder(moved)).toMatchObject({
      kind: 'refuse',
      rule: { name: 'redirect-uri-registered' },
      clientId: 'app',
    });
    expect(answerUnder(less)).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
  });

  it('from its query, even if the token has a valid signature.', () => {
    const { facts, recorded } = storeOf();
    const content = contentOf({ id: 'an-id', query: 'client_id=app', expiresAt: now + 1 });
    const consentToken = signConsentToken(content, facts.consentKeys);
    expect(ruleOf(decideConsent(formOf(consentToken), facts))).toBe('redirect-uri-present');
    expect(recorded).toEqual([['an-id', String(now + 1)]]);
  });
});
