import {
  type ConsentAnswer,
  consentKeysOf,
  decide,
  type Decision,
  defaultPages,
  defineClient,
  definePolicy,
  entropyOf,
  toReply,
} from '@codegrant/core';
import { signConsentToken, verifyConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });
const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read', description: 'All.' }, write: { name: 'Write' } },
  defaultScope: ['read', 'write'],
});
const consentKeys = consentKeysOf([new Uint8Array(32).fill(1)]);
const query =
  'response_type=code&client_id=app&redirect_uri=https://app.example/cb&code_challenge_method=S256' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const decideWith = (remembered: readonly string[], answer: ConsentAnswer): Decision =>
  decide(query, {
    policy,
    client: () => client,
    owner: { subject: 'user-1' },
    consent: () => ({ remembered, answer }),
    now: 100,
    entropy: entropyOf(new Uint8Array(32).fill(1)),
    consentKeys,
  });

const outcome = (remembered: readonly string[], answer: ConsentAnswer): unknown => {
  const decision = decideWith(remembered, answer);
  switch (decision.kind) {
    case 'issue':
      return decision.grant.scope;
    case 'askConsent':
      return decision.scopes;
    case 'reject':
      return decision.rule.verdict.error;
    case 'refuse':
    case 'signIn':
      return decision.kind;
  }
};

const read = { id: 'read', name: 'Read', description: 'All.', required: false };
const write = { id: 'write', name: 'Write', description: undefined, required: false };

describe('The owner', () => {
  it('is asked for what was not allowed before, and for that alone.', () => {
    expect(outcome([], { kind: 'none' })).toEqual([read, write]);
    expect(outcome(['read'], { kind: 'none' })).toEqual([write]);
    expect(outcome(['read', 'write', 'other'], { kind: 'none' })).toEqual(['read', 'write']);
  });

  it('who allows adds to what was allowed before.', () => {
    expect(outcome([], { kind: 'allow', scope: 'asAsked' })).toEqual(['read', 'write']);
    expect(outcome([], { kind: 'allow', scope: ['write', 'other', ''] })).toEqual(['write']);
    expect(outcome(['read'], { kind: 'allow', scope: ['write'] })).toEqual(['read', 'write']);
  });

  it('who allows nothing of what is asked denies, and a denial is stronger than what was allowed before.', () => {
    expect(outcome([], { kind: 'allow', scope: [] })).toBe('access_denied');
    expect(outcome(['read'], { kind: 'allow', scope: [''] })).toBe('access_denied');
    expect(outcome(['read', 'write'], { kind: 'deny' })).toBe('access_denied');
  });

  it('who has nothing left to be asked for may allow nothing more.', () => {
    expect(outcome(['read', 'write'], { kind: 'allow', scope: [''] })).toEqual(['read', 'write']);
  });
});

describe('The question', () => {
  it('carries the request’s own text, whose it is, what is asked, and until when it may be answered.', () => {
    const decision = decideWith([], { kind: 'none' });
    const token = decision.kind === 'askConsent' ? decision.consentToken : '';
    expect(verifyConsentToken(token, consentKeys, 100)).toEqual({
      kind: 'valid',
      content: {
        id: 'AQEBAQEBAQEBAQEBAQEBAQ',
        query,
        subject: 'user-1',
        issuer: 'https://login.example',
        askedScope: ['read', 'write'],
        expiresAt: 700,
      },
    });
    expect(verifyConsentToken(token, consentKeys, 700)).toEqual({ kind: 'expired' });
  });

  it('carries what is asked alone, not what was allowed before.', () => {
    const decision = decideWith(['read'], { kind: 'none' });
    const token = decision.kind === 'askConsent' ? decision.consentToken : '';
    expect(verifyConsentToken(token, consentKeys, 100)).toMatchObject({ content: { askedScope: ['write'] } });
  });

  it('is not one that somebody else wrote, even under the right key.', () => {
    const keys = consentKeysOf([new Uint8Array(32).fill(1)]);
    const content = { id: 'i', query: 'q', subject: 's', issuer: 'https://login.example', askedScope: ['read'] };
    const token = signConsentToken({ ...content, expiresAt: 1000 }, keys);
    const [payload = '', seal = ''] = token.split('.');
    for (const forged of [
      '',
      '.',
      payload,
      `${payload}.`,
      `.${seal}`,
      `${payload}.${seal}.`,
      `${payload}.${seal}.x`,
      `${payload}.!`,
      `!.${seal}`,
    ])
      expect(verifyConsentToken(forged, keys, 0)).toEqual({ kind: 'invalid' });
  });
});

describe('Redirects and pages', () => {
  const surface = { policy, authorizePath: '/authorize', consentPath: '/consent', pages: defaultPages };
  const formAction = (signInUrl: string): string =>
    /form-action ([^;]*)/.exec(
      toReply(decideWith([], { kind: 'none' }), { ...surface, signInUrl }, 'GET').headers['content-security-policy'] ??
        '',
    )?.[1] ?? '';

  it('let the form lead to a sign-in page of another origin, and to no text within a path that looks like one.', () => {
    expect(formAction('http://localhost:4000/in')).toBe("'self' https://app.example http://localhost:4000");
    expect(formAction('/in?then=https://other.example')).toBe("'self' https://app.example");
  });
});
