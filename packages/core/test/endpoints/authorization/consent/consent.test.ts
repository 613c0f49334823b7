import {
  type ClientMetadata,
  type Consent,
  type ConsentAnswer,
  decide,
  type Decision,
  type PolicySettings,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { allow, allowAll, deny, none } from '../../../fixtures/consent.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { queryOf } from '../../../fixtures/request.ts';

interface Situation {
  readonly client?: Partial<ClientMetadata>;
  readonly policy?: Partial<PolicySettings>;
  /** The scope that the client asks for. Default: `read write`. */
  readonly asks?: string;
  /** The registered redirect URI. Default: `https://app.example/cb`. */
  readonly redirectUri?: string;
}

const scopes = { read: { name: 'Read', description: 'All.' }, write: { name: 'Write' }, admin: { name: 'Rule' } };

const decideAfter = (consent: Consent, situation: Situation = {}): Decision => {
  const { client, policy, asks = 'read write', redirectUri = 'https://app.example/cb' } = situation;
  const registered = clientOf({ redirect_uris: [redirectUri], ...client });
  return decide(
    queryOf({ redirect_uri: redirectUri, scope: asks }),
    factsOf({ policy: policyOf({ scopes, ...policy }), client: () => registered, consent: () => consent }),
  );
};

/** The granted scope. Or a question mark and the scope that is asked for, with `!` after what is required. Or the error. */
const outcome = (remembered: readonly string[], answer: ConsentAnswer, situation: Situation = {}): string => {
  const decision = decideAfter({ remembered, answer }, situation);
  switch (decision.kind) {
    case 'issue':
      expect(decision.record.scope).toBe(decision.grant.scope.join(' '));
      return decision.record.scope;
    case 'askConsent':
      return `? ${decision.scopes.map(({ id, required }) => (required ? `${id}!` : id)).join(' ')}`;
    case 'reject':
      return decision.rule.verdict.error;
    case 'refuse':
    case 'signIn':
      return decision.kind;
  }
};

describe('An owner who allowed everything before', () => {
  it('can deny it now (R62).', () => {
    expect(decideAfter({ remembered: ['read'], answer: deny }, { asks: 'read' })).toMatchObject({
      kind: 'reject',
      rule: { name: 'owner-did-not-deny' },
    });
  });

  it.each([none, allowAll, allow(), allow('')])('grants it again with the answer %j.', (answer) => {
    expect(outcome(['read'], answer, { asks: 'read' })).toBe('read');
    expect(outcome(['read', 'write', 'admin'], answer)).toBe('read write');
  });
});

describe('The answer of the owner (R92, R96)', () => {
  it.each<[readonly string[], ConsentAnswer, string]>([
    [[], allowAll, 'read write'],
    [[], allow('read'), 'read'],
    [[], allow('', 'write'), 'write'],
    [[], allow('write', 'other', ''), 'write'],
    [[], allow('write', 'read'), 'read write'],
    [[], allow('read', 'read'), 'read'],
    [[], allow('admin'), 'access_denied'],
    [[], allow('READ'), 'access_denied'],
    [[], allow(''), 'access_denied'],
    [[], allow(), 'access_denied'],
    [['read'], allow('write'), 'read write'],
    [['read'], allow('read'), 'access_denied'],
    [['read'], allow(''), 'access_denied'],
    [['admin'], allow('read'), 'read'],
    [['read', 'write'], deny, 'access_denied'],
  ])('with %j allowed before: %j gives %s.', (remembered, answer, granted) => {
    expect(outcome(remembered, answer)).toBe(granted);
  });

  it('that denies is an error for the client, with the subject for logs.', () => {
    expect(decideAfter({ remembered: [], answer: deny })).toMatchObject({ kind: 'reject', subject: 'user-1' });
    expect(decideAfter({ remembered: [], answer: allow('') })).toMatchObject({ kind: 'reject', subject: 'user-1' });
  });
});

describe('An answer allows only what the owner was asked for (R96)', () => {
  const asAsked = (...asked: readonly string[]): ConsentAnswer => ({ kind: 'allow', scope: 'asAsked', asked });
  const chosen = (scope: readonly string[], ...asked: readonly string[]): ConsentAnswer => ({
    kind: 'allow',
    scope,
    asked,
  });

  it.each<[string, readonly string[], ConsentAnswer, string]>([
    ['Everything that was asked for is granted', [], asAsked('read', 'write'), 'read write'],
    ['A scope that was remembered then and is forgotten now is not granted', [], asAsked('write'), 'write'],
    ['Choosing such a scope does not help', [], chosen(['read', 'write'], 'write'), 'write'],
    ['A scope that is still remembered is granted', ['read'], asAsked('write'), 'read write'],
    ['A scope that has been remembered since is granted', ['read'], asAsked('read', 'write'), 'read write'],
    ['Asking for another scope allows nothing', [], asAsked('admin'), 'access_denied'],
    ['Asking for no scope allows nothing', [], asAsked(), 'access_denied'],
    ['A part of what was asked for is granted', [], chosen(['read'], 'read', 'write'), 'read'],
    ['Choosing nothing of what was asked for denies', [], chosen([''], 'read', 'write'), 'access_denied'],
  ])('%s: with %j allowed before, %j gives %s.', (_title, remembered, answer, granted) => {
    expect(outcome(remembered, answer)).toBe(granted);
  });

  it('Required scopes are no exception.', () => {
    const situation: Situation = { client: { required_scope: 'read' } };
    expect(outcome([], chosen(['write'], 'write'), situation)).toBe('write');
    expect(outcome([], chosen(['write'], 'read', 'write'), situation)).toBe('read write');
  });

  it('A denial denies everything.', () => {
    expect(outcome([], deny)).toBe('access_denied');
  });
});

describe('A required scope', () => {
  it.each<[string, Situation]>([
    ['by the client', { client: { required_scope: 'read' } }],
    ['by the policy', { policy: { requiredScope: ['read'] } }],
    ['by both', { client: { required_scope: 'read' }, policy: { requiredScope: ['read'] } }],
  ])('%s is marked in the consent request, and granted with whatever else is chosen.', (_by, situation) => {
    expect(outcome([], none, situation)).toBe('? read! write');
    expect(outcome([], allow('write'), situation)).toBe('read write');
    expect(outcome([], allow('read'), situation)).toBe('read');
    expect(outcome([], allow(''), situation)).toBe('read');
    expect(outcome([], allow(), situation)).toBe('read');
    expect(outcome([], allowAll, situation)).toBe('read write');
  });

  it('can come from the client and from the policy at once.', () => {
    const situation: Situation = { client: { required_scope: 'read' }, policy: { requiredScope: ['write'] } };
    expect(outcome([], none, { ...situation, asks: 'read write admin' })).toBe('? read! write! admin');
    expect(outcome([], allow(''), { ...situation, asks: 'read write admin' })).toBe('read write');
  });

  it('is granted only if the client asks for it.', () => {
    const situation: Situation = { client: { required_scope: 'read admin' }, asks: 'write' };
    expect(outcome([], none, situation)).toBe('? write');
    expect(outcome([], allow('write'), situation)).toBe('write');
    expect(outcome([], allow('write', 'admin'), situation)).toBe('write');
    expect(outcome([], allow(''), situation)).toBe('access_denied');
  });

  it('can be denied together with everything else.', () => {
    expect(outcome([], deny, { client: { required_scope: 'read' } })).toBe('access_denied');
  });

  it('that was allowed before is not asked for again. Choosing nothing else still denies.', () => {
    const situation: Situation = { client: { required_scope: 'read' } };
    expect(outcome(['read'], none, situation)).toBe('? write');
    expect(outcome(['read'], allow(''), situation)).toBe('access_denied');
  });
});

describe('A client with consent: skip (R98)', () => {
  const skip: Situation = { client: { consent: 'skip' } };

  it('is granted what it asks for, and nothing else.', () => {
    expect(outcome([], none, skip)).toBe('read write');
    expect(outcome(['admin'], none, skip)).toBe('read write');
    expect(outcome([], none, { ...skip, asks: 'read' })).toBe('read');
  });

  it('is granted it even if the policy never remembers consent.', () => {
    expect(outcome([], none, { ...skip, policy: { rememberConsent: 'never' } })).toBe('read write');
  });

  it('is granted it whatever an answer to an older consent request chose.', () => {
    for (const answer of [allowAll, allow('read'), allow('')]) expect(outcome([], answer, skip)).toBe('read write');
  });

  it('is granted nothing if the owner denies (R62).', () => {
    expect(outcome(['read', 'write'], deny, skip)).toBe('access_denied');
  });

  it('is granted nothing beyond its registered scope.', () => {
    expect(outcome([], none, { client: { consent: 'skip', scope: 'read' } })).toBe('invalid_scope');
  });

  it('is the exception: by default the owner is asked.', () => {
    expect(outcome([], none)).toBe('? read write');
    expect(outcome([], none, { client: { consent: 'ask' } })).toBe('? read write');
  });
});

describe('What was allowed before', () => {
  it.each([
    'http://localhost/cb',
    'http://127.0.0.1:8080/cb',
    'http://[::1]/cb',
    'com.example.app:/cb',
    'https://localhost/cb',
    'https://localhost:8443/cb',
    'https://LOCALHOST/cb',
    'https://localhost./cb',
    'https://app.localhost/cb',
    'https://127.0.0.1/cb',
    'https://127.9.8.7:444/cb',
    'https://127.1/cb',
    'https://2130706433/cb',
    'https://[::ffff:127.0.0.1]/cb',
    'https://[::1]/cb',
    'https://ip6-localhost/cb',
    'https://localhost.localdomain/cb',
    'https://[64:ff9b::127.0.0.1]/cb',
  ])('does not count if the answer goes to %s, where any program may listen (R47).', (redirectUri) => {
    const everything = ['read', 'write'];
    expect(outcome(everything, none, { redirectUri })).toBe('? read write');
    expect(outcome(everything, allow('read'), { redirectUri })).toBe('read');
    // A secret proves who the client is. With everyClient the operator accepts the risk.
    expect(outcome(everything, none, { redirectUri, client: { client_secret: 'x' } })).toBe('read write');
    expect(outcome(everything, none, { redirectUri, policy: { rememberConsent: 'everyClient' } })).toBe('read write');
  });

  it.each([
    'https://app.example/cb',
    'https://localhost.example/cb',
    'https://notlocalhost/cb',
    'https://127.0.0.1.example/cb',
    'https://app.example/localhost',
  ])('counts if the answer goes to %s.', (redirectUri) => {
    expect(outcome(['read', 'write'], none, { redirectUri })).toBe('read write');
  });
});

describe('A grant lists the scopes that were allowed just now', () => {
  /** The granted scope, and the part of it that was allowed just now. */
  const grantAfter = (remembered: readonly string[], answer: ConsentAnswer, situation: Situation = {}): unknown => {
    const decision = decideAfter({ remembered, answer }, situation);
    return decision.kind === 'issue' ? [decision.grant.scope, decision.grant.allowed] : decision.kind;
  };

  it.each<[string, readonly string[], ConsentAnswer, Situation, readonly string[], readonly string[]]>([
    ['Everything', [], allowAll, {}, ['read', 'write'], ['read', 'write']],
    ['A part', [], allow('write'), {}, ['write'], ['write']],
    ['Not a scope that was allowed before', ['read'], allowAll, {}, ['read', 'write'], ['write']],
    ['Not even if that is allowed again', ['read'], allow('read', 'write'), {}, ['read', 'write'], ['write']],
    ['Nothing, if nothing remains to be asked for', ['read', 'write'], allowAll, {}, ['read', 'write'], []],
    ['Nothing, if the owner was not asked', ['read', 'write'], none, {}, ['read', 'write'], []],
    ['Nothing, if the client skips consent', [], none, { client: { consent: 'skip' } }, ['read', 'write'], []],
    [
      'Nothing, if the client skips consent, whatever the answer',
      [],
      allowAll,
      { client: { consent: 'skip' } },
      ['read', 'write'],
      [],
    ],
    [
      'A required scope too',
      [],
      allow('write'),
      { client: { required_scope: 'read' } },
      ['read', 'write'],
      ['read', 'write'],
    ],
    [
      'Not a scope that the consent request did not ask for',
      ['read'],
      { kind: 'allow', scope: 'asAsked', asked: ['admin', 'write'] },
      {},
      ['read', 'write'],
      ['write'],
    ],
    [
      'A scope that was allowed before too, if that does not count',
      ['read', 'write'],
      allowAll,
      { redirectUri: 'https://localhost/cb' },
      ['read', 'write'],
      ['read', 'write'],
    ],
  ])('%s: with %j allowed before, after the answer %j.', (_title, remembered, answer, situation, scope, allowed) => {
    expect(grantAfter(remembered, answer, situation)).toEqual([scope, allowed]);
  });
});
