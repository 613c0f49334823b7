import {
  type Client,
  type ConsentFacts,
  consentKeysOf,
  decide,
  decideConsent,
  type Decision,
  defineClient,
  definePolicy,
  entropyOf,
  type PostedAnswer,
} from '@codegrant/core';
import { type GivenConsentAnswer, signConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const now = 1_700_000_000;
const keyOf = (seed: number): Uint8Array => new Uint8Array(32).fill(seed);
const [older, newer, newest] = [keyOf(1), keyOf(2), keyOf(3)];

const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
});
const app = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const query =
  'response_type=code&client_id=app&redirect_uri=https://app.example/cb&scope=read+write&state=s' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

const allow: GivenConsentAnswer['answer'] = { kind: 'allow', scope: 'asAsked' };
const deny: GivenConsentAnswer['answer'] = { kind: 'deny' };

/** An answer on the consent page. */
const formOf = (consentToken: string, answer: GivenConsentAnswer['answer'] = allow): PostedAnswer => ({
  kind: 'form',
  form: [
    ['consent_token', consentToken],
    ['decision', answer.kind],
    ...(answer.kind === 'deny' || answer.scope === 'asAsked' ? [] : answer.scope).map(
      (scope) => ['scope', scope] as const,
    ),
  ],
});

/** An answer on a page of the operator's own. */
const jsonOf = (consentToken: string, answer: GivenConsentAnswer['answer'] = allow): PostedAnswer => ({
  kind: 'json',
  value: {
    allowed: answer.kind === 'allow',
    consent_token: consentToken,
    ...(answer.kind === 'deny' || answer.scope === 'asAsked' ? {} : { scope: answer.scope.join(' ') }),
  },
});

/** Facts, and what was spent by them. */
const storeOf = (more: Partial<ConsentFacts> = {}): { readonly facts: ConsentFacts; readonly spent: string[][] } => {
  const spent: string[][] = [];
  const facts: ConsentFacts = {
    policy,
    client: (clientId) => (clientId === 'app' ? app : undefined),
    owner: { subject: 'user-1' },
    remembered: () => [],
    now,
    entropy: entropyOf(new Uint8Array(32).fill(7)),
    consentKeys: consentKeysOf([newer]),
    spend: (id, expiresAt) => {
      const before = spent.some(([known]) => known === id);
      spent.push([id, String(expiresAt)]);
      return !before;
    },
    ...more,
  };
  return { facts, spent };
};

/** The token of the question that these facts put. */
const tokenOf = (facts: ConsentFacts, remembered: readonly string[] = []): string => {
  const decision = decide(query, { ...facts, consent: () => ({ remembered, answer: { kind: 'none' } }) });
  if (decision.kind !== 'askConsent') throw new Error(decision.kind);
  return decision.consentToken;
};

const ruleOf = (decision: Decision): string =>
  decision.kind === 'refuse' || decision.kind === 'reject' ? decision.rule.name : decision.kind;

const changed = (token: string, at: number): string =>
  `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;

describe('An answer (R96, R108)', () => {
  it('that allows brings a code for what was asked, and spends the question once.', () => {
    const { facts, spent } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts)), facts);
    expect(decision).toMatchObject({
      kind: 'issue',
      state: 's',
      redirectUri: 'https://app.example/cb',
      record: { scope: 'read write', subject: 'user-1', clientId: 'app' },
    });
    expect(spent).toEqual([['BwcHBwcHBwcHBwcHBwcHBw', String(now + 600)]]);
  });

  it('that allows a part brings a code for that part.', () => {
    const { facts } = storeOf();
    const answer = { kind: 'allow', scope: ['write'] } as const;
    expect(decideConsent(formOf(tokenOf(facts), answer), facts)).toMatchObject({
      record: { scope: 'write' },
    });
  });

  it('that denies is told to the client, and spends the question too.', () => {
    const { facts, spent } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts), deny), facts);
    expect(decision).toMatchObject({ kind: 'reject', rule: { name: 'owner-did-not-deny' }, subject: 'user-1' });
    expect(spent).toHaveLength(1);
  });

  it('counts once, whatever it says the second time.', () => {
    const { facts, spent } = storeOf();
    const consentToken = tokenOf(facts);
    expect(decideConsent(formOf(consentToken, deny), facts).kind).toBe('reject');
    const second = decideConsent(formOf(consentToken), facts);
    expect(second).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-unspent', verdict: { status: 400, error: 'consent_token_spent' } },
    });
    expect(spent).toHaveLength(2);
  });

  it('allows nothing that was not asked for when the question was put, though it would be asked for now.', () => {
    const { facts } = storeOf({ remembered: () => [] });
    const decision = decideConsent(formOf(tokenOf(facts, ['read'])), facts);
    expect(decision).toMatchObject({ kind: 'issue', record: { scope: 'write' } });
  });

  it('adds to what is remembered now.', () => {
    const { facts } = storeOf({ remembered: () => ['read'] });
    const decision = decideConsent(formOf(tokenOf(facts, ['read'])), facts);
    expect(decision).toMatchObject({ kind: 'issue', record: { scope: 'read write' } });
  });

  it('that allows all counts for what can not be left out, as one that allows a part does.', () => {
    const client: Client = defineClient({
      client_id: 'app',
      redirect_uris: ['https://app.example/cb'],
      required_scope: 'read',
    });
    const { facts } = storeOf({ client: () => client });
    const answer = { kind: 'allow', scope: ['', 'write'] } as const;
    expect(decideConsent(formOf(tokenOf(facts), answer), facts)).toMatchObject({
      record: { scope: 'read write' },
    });
  });
});

describe('An answer that names a scope that was not asked for (R91, R96)', () => {
  const answerBy = (
    by: 'form' | 'JSON',
    scope: readonly string[] | 'asAsked',
    remembered: readonly string[] = [],
  ): readonly [outcome: string, spendings: number] => {
    const { facts, spent } = storeOf({ remembered: () => remembered });
    const consentToken = tokenOf(facts, remembered);
    const answer = { kind: 'allow', scope } as const;
    const posted = by === 'form' ? formOf(consentToken, answer) : jsonOf(consentToken, answer);
    const decision = decideConsent(posted, facts);
    return [decision.kind === 'issue' ? decision.record.scope : ruleOf(decision), spent.length];
  };

  it('is refused to a program, and the question can be answered still.', () => {
    expect(answerBy('JSON', ['read', 'admin'])).toEqual(['consent-scope-asked', 0]);
    expect(answerBy('JSON', ['READ'])).toEqual(['consent-scope-asked', 0]);
    expect(answerBy('JSON', ['read', 'write'], ['read'])).toEqual(['consent-scope-asked', 0]);
  });

  it('is taken from a form without that scope.', () => {
    expect(answerBy('form', ['read', 'admin'])).toEqual(['read', 1]);
    expect(answerBy('form', ['admin'])).toEqual(['owner-did-not-deny', 1]);
    expect(answerBy('form', ['read', 'write'], ['read'])).toEqual(['read write', 1]);
  });

  it.each(['form', 'JSON'] as const)('is none that chooses a part, all or nothing of it, by %s.', (by) => {
    expect(answerBy(by, ['write'])).toEqual(['write', 1]);
    expect(answerBy(by, 'asAsked')).toEqual(['read write', 1]);
    expect(answerBy(by, [''])).toEqual(['owner-did-not-deny', 1]);
    expect(answerBy(by, ['write'], ['read'])).toEqual(['read write', 1]);
  });

  it('is none that denies.', () => {
    const { facts } = storeOf();
    expect(ruleOf(decideConsent(jsonOf(tokenOf(facts), deny), facts))).toBe('owner-did-not-deny');
  });
});

describe('A consent token that is no good is refused, and is not spent (R96, R108)', () => {
  const tokens: readonly (readonly [title: string, token: (good: string) => string])[] = [
    ['that was changed in what it says', (good) => changed(good, 5)],
    ['that was changed in its signature', (good) => changed(good, good.length - 5)],
    ['without its signature', (good) => good.replace(/\..*/, '')],
    ['with more after its signature', (good) => `${good}.x`],
    ['that is no token', () => 'consent'],
  ];

  it.each(tokens)('%s.', (_title, tokenFrom) => {
    const { facts, spent } = storeOf();
    const decision = decideConsent(formOf(tokenFrom(tokenOf(facts))), facts);
    expect(decision).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-signed', verdict: { status: 400, error: 'consent_token_invalid' } },
      clientId: undefined,
    });
    expect(spent).toEqual([]);
  });

  it.each([
    [599, 'issue', 1],
    [600, 'consent-token-unexpired', 0],
    [601, 'consent-token-unexpired', 0],
  ])('after %i of its 600 seconds: %s.', (seconds, rule, spendings) => {
    const { facts, spent } = storeOf();
    const consentToken = tokenOf(facts);
    expect(ruleOf(decideConsent(formOf(consentToken), { ...facts, now: now + seconds }))).toBe(rule);
    expect(spent).toHaveLength(spendings);
  });

  it.each([
    ['somebody else', { subject: 'user-2' }],
    ['somebody whose subject only begins alike', { subject: 'user-1 ' }],
    ['nobody', undefined],
  ])('where %s is at the browser.', (_who, owner) => {
    const { facts, spent } = storeOf();
    const decision = decideConsent(formOf(tokenOf(facts)), { ...facts, owner });
    expect(decision).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-of-owner', verdict: { status: 403, error: 'consent_token_of_another' } },
    });
    expect(spent).toEqual([]);
  });
});

describe('Servers that share their keys', () => {
  const other = definePolicy({
    issuer: 'https://other.example',
    scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
  });

  it('do not answer each other’s questions, and do not spend them (R96, R108).', () => {
    const { facts, spent } = storeOf();
    const elsewhere = tokenOf({ ...facts, policy: other });
    expect(decideConsent(formOf(elsewhere), facts)).toMatchObject({
      kind: 'refuse',
      rule: { name: 'consent-token-signed', verdict: { status: 400, error: 'consent_token_invalid' } },
      clientId: undefined,
    });
    expect(spent).toEqual([]);
    const there = decideConsent(formOf(elsewhere), { ...facts, policy: other });
    expect(there.kind).toBe('issue');
  });
});

describe('When keys change, a question', () => {
  const asked = (...keys: readonly Uint8Array[]): string =>
    tokenOf(storeOf({ consentKeys: consentKeysOf(keys) }).facts);
  const answered = (
    consentToken: string,
    ...keys: readonly Uint8Array[]
  ): readonly [rule: string, spendings: number] => {
    const { facts, spent } = storeOf({ consentKeys: consentKeysOf(keys) });
    return [ruleOf(decideConsent(formOf(consentToken), facts)), spent.length];
  };

  it('that was signed with the key before can still be answered.', () => {
    expect(answered(asked(older), newer, older)).toEqual(['issue', 1]);
    expect(answered(asked(older), newest, newer, older)).toEqual(['issue', 1]);
  });

  it('is signed with the newest, so that the key before can go.', () => {
    expect(answered(asked(newer, older), newer)).toEqual(['issue', 1]);
  });

  it('that was signed with a key that is gone can not.', () => {
    expect(answered(asked(older), newer)).toEqual(['consent-token-signed', 0]);
    expect(answered(asked(newer, older), older)).toEqual(['consent-token-signed', 0]);
    expect(answered(asked(older), newest, newer)).toEqual(['consent-token-signed', 0]);
  });
});

describe('The request of an answered question is decided anew', () => {
  it('by the client and the policy of now.', () => {
    const { facts } = storeOf();
    const consentToken = tokenOf(facts);
    const moved = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/other'] });
    const less = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'], scope: 'read' });
    const answerUnder = (client: Client | undefined): Decision =>
      decideConsent(formOf(consentToken), { ...facts, client: () => client, spend: () => true });
    expect(answerUnder(undefined)).toMatchObject({ kind: 'refuse', rule: { name: 'client-registered' } });
    expect(answerUnder(moved)).toMatchObject({
      kind: 'refuse',
      rule: { name: 'redirect-uri-registered' },
      clientId: 'app',
    });
    expect(answerUnder(less)).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
  });

  it('from its own text, whoever signed it.', () => {
    const { facts, spent } = storeOf();
    const content = {
      id: 'an-id',
      query: 'client_id=app',
      subject: 'user-1',
      issuer: 'https://login.example',
      askedScope: ['read'],
      expiresAt: now + 1,
    };
    const consentToken = signConsentToken(content, facts.consentKeys);
    expect(ruleOf(decideConsent(formOf(consentToken), facts))).toBe('redirect-uri-present');
    expect(spent).toEqual([['an-id', String(now + 1)]]);
  });
});
