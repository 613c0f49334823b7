import {
  type ClientMetadata,
  type Consent,
  type ConsentAnswer,
  consentKeysOf,
  decide,
  type Decision,
  defineClient,
  definePolicy,
  entropyOf,
  type PolicySettings,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

interface World {
  readonly client?: Partial<ClientMetadata>;
  readonly policy?: Partial<PolicySettings>;
  /** What the client asks for. Default: `read write`. */
  readonly asks?: string;
  /** Where the answer goes. Default: `https://app.example/cb`. */
  readonly redirectUri?: string;
}

const decideAfter = (consent: Consent, world: World = {}): Decision => {
  const { client, policy, asks = 'read write', redirectUri = 'https://app.example/cb' } = world;
  const registered = defineClient({ client_id: 'app', redirect_uris: [redirectUri], ...client });
  return decide(
    `response_type=code&client_id=app&redirect_uri=${redirectUri}&scope=${asks}` +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
    {
      policy: definePolicy({
        issuer: 'https://login.example',
        scopes: { read: { name: 'Read' }, write: { name: 'Write' }, admin: { name: 'Rule' } },
        ...policy,
      }),
      client: () => registered,
      owner: { subject: 'user-1' },
      consent: () => consent,
      now: 0,
      entropy: entropyOf(new Uint8Array(32).fill(1)),
      consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
    },
  );
};

/** The granted scope; or the scope that is asked for, after a question mark; or the error. */
const outcome = (remembered: readonly string[], answer: ConsentAnswer, world: World = {}): string => {
  const decision = decideAfter({ remembered, answer }, world);
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

const allow = (...scope: readonly string[]): ConsentAnswer => ({ kind: 'allow', scope });
const allowAll: ConsentAnswer = { kind: 'allow', scope: 'asAsked' };
const deny: ConsentAnswer = { kind: 'deny' };
const none: ConsentAnswer = { kind: 'none' };

describe('An owner who allowed all of it before', () => {
  it('and denies it now has denied it (R62).', () => {
    expect(decideAfter({ remembered: ['read'], answer: { kind: 'deny' } }, { asks: 'read' })).toMatchObject({
      kind: 'reject',
      rule: { name: 'owner-did-not-deny' },
    });
  });

  it.each(['asAsked' as const, []])(
    'and allows %j now, where nothing was left to ask for, has allowed it.',
    (scope) => {
      expect(decideAfter({ remembered: ['read'], answer: { kind: 'allow', scope } }, { asks: 'read' })).toMatchObject({
        kind: 'issue',
        record: { scope: 'read' },
      });
    },
  );
});

describe('An owner who allows a part (R92, R96)', () => {
  it.each<[readonly string[], ConsentAnswer, string]>([
    [[], allow('read'), 'read'],
    [[], allow('', 'write'), 'write'],
    [[], allow('write', 'read'), 'read write'],
    [[], allow('read', 'read'), 'read'],
    [[], allow('admin'), 'access_denied'],
    [[], allow('READ'), 'access_denied'],
    [[], allow(''), 'access_denied'],
    [['read'], allow('write'), 'read write'],
    [['read'], allow('read'), 'access_denied'],
    [['read'], allow(''), 'access_denied'],
    [['admin'], allow('read'), 'read'],
  ])('after %j, by the answer %j, grants: %s.', (remembered, answer, granted) => {
    expect(outcome(remembered, answer)).toBe(granted);
  });

  it('who denies is told to the client as an error, with whose request it was for logs.', () => {
    expect(decideAfter({ remembered: [], answer: deny })).toMatchObject({ kind: 'reject', subject: 'user-1' });
    expect(decideAfter({ remembered: [], answer: allow('') })).toMatchObject({ kind: 'reject', subject: 'user-1' });
  });
});

describe('What the owner was asked for bounds what the answer allows (R96)', () => {
  const asAsked = (...asked: readonly string[]): ConsentAnswer => ({ kind: 'allow', scope: 'asAsked', asked });
  const chosen = (scope: readonly string[], ...asked: readonly string[]): ConsentAnswer => ({
    kind: 'allow',
    scope,
    asked,
  });

  it.each<[string, readonly string[], ConsentAnswer, string]>([
    ['All that was asked for is granted', [], asAsked('read', 'write'), 'read write'],
    ['What was remembered when the question was put, and is forgotten since, is not', [], asAsked('write'), 'write'],
    ['It is not even if it is chosen', [], chosen(['read', 'write'], 'write'), 'write'],
    ['What is remembered still is granted as before', ['read'], asAsked('write'), 'read write'],
    ['What has been remembered since is granted too', ['read'], asAsked('read', 'write'), 'read write'],
    ['Nothing comes of a question that asked for nothing that is asked for now', [], asAsked('admin'), 'access_denied'],
    ['Nor of one that asked for nothing', [], asAsked(), 'access_denied'],
    ['The choice is within what was asked for', [], chosen(['read'], 'read', 'write'), 'read'],
    ['Choosing none of what was asked for denies', [], chosen([''], 'read', 'write'), 'access_denied'],
  ])('%s: after %j, by the answer %j, grants: %s.', (_title, remembered, answer, granted) => {
    expect(outcome(remembered, answer)).toBe(granted);
  });

  it('and what is required is no exception.', () => {
    const world: World = { client: { required_scope: 'read' } };
    expect(outcome([], chosen(['write'], 'write'), world)).toBe('write');
    expect(outcome([], chosen(['write'], 'read', 'write'), world)).toBe('read write');
  });

  it('and a denial needs no bounds.', () => {
    expect(outcome([], deny)).toBe('access_denied');
  });
});

describe('A scope that can not be left out', () => {
  it.each<[string, World]>([
    ['by the client', { client: { required_scope: 'read' } }],
    ['by the policy', { policy: { requiredScope: ['read'] } }],
    ['by both', { client: { required_scope: 'read' }, policy: { requiredScope: ['read'] } }],
  ])('%s is said to be so in the question, and is granted whatever else is chosen.', (_by, world) => {
    expect(outcome([], none, world)).toBe('? read! write');
    expect(outcome([], allow('write'), world)).toBe('read write');
    expect(outcome([], allow('read'), world)).toBe('read');
    expect(outcome([], allow(''), world)).toBe('read');
    expect(outcome([], allow(), world)).toBe('read');
    expect(outcome([], allowAll, world)).toBe('read write');
  });

  it('is the client’s and the policy’s together.', () => {
    const world: World = { client: { required_scope: 'read' }, policy: { requiredScope: ['write'] } };
    expect(outcome([], none, { ...world, asks: 'read write admin' })).toBe('? read! write! admin');
    expect(outcome([], allow(''), { ...world, asks: 'read write admin' })).toBe('read write');
  });

  it('is granted only if it was asked for.', () => {
    const world: World = { client: { required_scope: 'read admin' }, asks: 'write' };
    expect(outcome([], none, world)).toBe('? write');
    expect(outcome([], allow('write'), world)).toBe('write');
    expect(outcome([], allow('write', 'admin'), world)).toBe('write');
    expect(outcome([], allow(''), world)).toBe('access_denied');
  });

  it('can be denied with all the rest.', () => {
    expect(outcome([], deny, { client: { required_scope: 'read' } })).toBe('access_denied');
  });

  it('that was allowed before is not asked for again, and does not make up for choosing nothing.', () => {
    const world: World = { client: { required_scope: 'read' } };
    expect(outcome(['read'], none, world)).toBe('? write');
    expect(outcome(['read'], allow(''), world)).toBe('access_denied');
  });
});

describe('A client that nobody is asked for (R98)', () => {
  const skip: World = { client: { consent: 'skip' } };

  it('gets what it asks for, and nothing else.', () => {
    expect(outcome([], none, skip)).toBe('read write');
    expect(outcome(['admin'], none, skip)).toBe('read write');
    expect(outcome([], none, { ...skip, asks: 'read' })).toBe('read');
  });

  it('gets it where nothing is remembered of anybody, too.', () => {
    expect(outcome([], none, { ...skip, policy: { rememberConsent: 'never' } })).toBe('read write');
  });

  it('gets it whatever an answer to an older question chose.', () => {
    for (const answer of [allowAll, allow('read'), allow('')]) expect(outcome([], answer, skip)).toBe('read write');
  });

  it('does not get it where it is denied (R62).', () => {
    expect(outcome(['read', 'write'], deny, skip)).toBe('access_denied');
  });

  it('does not get more than it may ask for.', () => {
    expect(outcome([], none, { client: { consent: 'skip', scope: 'read' } })).toBe('invalid_scope');
  });

  it('is not one that people are to be asked for, which is every other.', () => {
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
  ])('counts for nothing where the answer goes to %s, where anybody may listen (R47).', (redirectUri) => {
    const everything = ['read', 'write'];
    expect(outcome(everything, none, { redirectUri })).toBe('? read write');
    expect(outcome(everything, allow('read'), { redirectUri })).toBe('read');
    // A secret proves who the client is, and an operator may take the risk.
    expect(outcome(everything, none, { redirectUri, client: { client_secret: 'x' } })).toBe('read write');
    expect(outcome(everything, none, { redirectUri, policy: { rememberConsent: 'everyClient' } })).toBe('read write');
  });

  it.each([
    'https://app.example/cb',
    'https://localhost.example/cb',
    'https://notlocalhost/cb',
    'https://127.0.0.1.example/cb',
    'https://app.example/localhost',
  ])('counts where the answer goes to %s.', (redirectUri) => {
    expect(outcome(['read', 'write'], none, { redirectUri })).toBe('read write');
  });
});

describe('A grant tells what of it was allowed just now', () => {
  /** The granted scope, and what of it was allowed just now. */
  const grantAfter = (remembered: readonly string[], answer: ConsentAnswer, world: World = {}): unknown => {
    const decision = decideAfter({ remembered, answer }, world);
    return decision.kind === 'issue' ? [decision.grant.scope, decision.grant.allowed] : decision.kind;
  };

  it.each<[string, readonly string[], ConsentAnswer, World, readonly string[], readonly string[]]>([
    ['All of it', [], allowAll, {}, ['read', 'write'], ['read', 'write']],
    ['A part', [], allow('write'), {}, ['write'], ['write']],
    ['Not what was allowed before', ['read'], allowAll, {}, ['read', 'write'], ['write']],
    ['Not even if it is allowed again', ['read'], allow('read', 'write'), {}, ['read', 'write'], ['write']],
    ['Nothing, where nothing was left to ask for', ['read', 'write'], allowAll, {}, ['read', 'write'], []],
    ['Nothing, where nobody was asked', ['read', 'write'], none, {}, ['read', 'write'], []],
    ['Nothing, where nobody need be asked', [], none, { client: { consent: 'skip' } }, ['read', 'write'], []],
    ['Nothing, whatever is said there', [], allowAll, { client: { consent: 'skip' } }, ['read', 'write'], []],
    [
      'What can not be left out',
      [],
      allow('write'),
      { client: { required_scope: 'read' } },
      ['read', 'write'],
      ['read', 'write'],
    ],
    [
      'Nothing that was not asked for when the question was put',
      ['read'],
      { kind: 'allow', scope: 'asAsked', asked: ['admin', 'write'] },
      {},
      ['read', 'write'],
      ['write'],
    ],
    [
      'What was allowed before too, where that counts for nothing',
      ['read', 'write'],
      allowAll,
      { redirectUri: 'https://localhost/cb' },
      ['read', 'write'],
      ['read', 'write'],
    ],
  ])('%s: after %j, by the answer %j.', (_title, remembered, answer, world, scope, allowed) => {
    expect(grantAfter(remembered, answer, world)).toEqual([scope, allowed]);
  });
});
