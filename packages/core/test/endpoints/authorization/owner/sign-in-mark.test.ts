import {
  consentKeysOf,
  decide,
  type Decision,
  defaultPages,
  defineClient,
  definePolicy,
  entropyOf,
  type Facts,
  type FormInput,
  type Surface,
  toReply,
} from '@codegrant/core';
import { verifyConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import {
  isBackFromSignIn,
  markSignIn,
  withoutSignInMark,
} from '../../../../src/endpoints/authorization/owner/sign-in-mark.ts';

const now = 1_700_000_000;

describe('The mark of a request that has been to sign-in', () => {
  it('stands at its end, and is taken away again.', () => {
    expect(markSignIn('client_id=app', now)).toBe('client_id=app&codegrant_sign_in=1700000000');
    expect(withoutSignInMark(markSignIn('client_id=app', now))).toBe('client_id=app');
    expect(markSignIn('a=b', 0)).toBe('a=b&codegrant_sign_in=0');
  });

  it.each([
    [0, true],
    [1, true],
    [599, true],
    [600, false],
    [601, false],
    [-1, false],
    [-600, false],
  ])('after %i seconds counts: %s. It counts for 600 seconds, and not before it was written.', (seconds, counts) => {
    expect(isBackFromSignIn(markSignIn('a=b', now), now + seconds)).toBe(counts);
  });

  it.each([
    '',
    'a=b',
    'codegrant_sign_in=1700000000',
    'a=b&codegrant_sign_in=1700000000&c=d',
    'a=b&codegrant_sign_in=1700000000&',
    'a=b&codegrant_sign_in=1700000000\n',
    'a=b&codegrant_sign_in=1700000000#',
    'a=b&codegrant_sign_in=',
    'a=b&codegrant_sign_in',
    'a=b&codegrant_sign_in=-1',
    'a=b&codegrant_sign_in=+1',
    'a=b&codegrant_sign_in=1.5',
    'a=b&codegrant_sign_in=1e9',
    'a=b&codegrant_sign_in=0x1',
    'a=b&codegrant_sign_in=%31',
    'a=b&codegrant_sign_in=١٧٠٠٠٠٠٠٠٠',
    `a=b&codegrant_sign_in=${'1'.repeat(17)}`,
    'a=b&codegrant_sign_in=1700000000&codegrant_sign_in=1.5',
    'a=b&CODEGRANT_SIGN_IN=1700000000',
    'a=b&xcodegrant_sign_in=1700000000',
    'a=b;codegrant_sign_in=1700000000',
  ])('is not in %j, which stays as it is.', (query) => {
    expect(isBackFromSignIn(query, now)).toBe(false);
    expect(withoutSignInMark(query)).toBe(query);
  });

  it('of sixteen digits is one, and of seventeen is none.', () => {
    expect(withoutSignInMark(`a=b&codegrant_sign_in=${'1'.repeat(12)}`)).toBe('a=b');
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(12)}`, 111_111_111_111)).toBe(true);
    expect(withoutSignInMark(`a=b&codegrant_sign_in=${'1'.repeat(16)}`)).toBe('a=b');
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(16)}`, 1_111_111_111_111_111)).toBe(true);
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(17)}`, 11_111_111_111_111_112)).toBe(false);
  });

  it('is known of a clock that tells milliseconds too, so that sign-in can not go in a circle there.', () => {
    const milliseconds = now * 1000 + 123;
    const marked = markSignIn('a=b', milliseconds);
    expect(marked).toBe('a=b&codegrant_sign_in=1700000000123');
    expect(withoutSignInMark(marked)).toBe('a=b');
    expect(isBackFromSignIn(marked, milliseconds + 1)).toBe(true);
  });

  it.each([
    [now + 0.25, now],
    [now + 0.999, now],
    [0.5, 0],
  ])('of a clock with fractions is in whole seconds: of %d it says %d, and counts.', (clock, seconds) => {
    const marked = markSignIn('a=b', clock);
    expect(marked).toBe(`a=b&codegrant_sign_in=${seconds}`);
    expect(isBackFromSignIn(marked, clock)).toBe(true);
    expect(isBackFromSignIn(marked, clock + 1.5)).toBe(true);
    expect(withoutSignInMark(marked)).toBe('a=b');
  });

  it('is none where something follows, however often it stands there.', () => {
    const query = `${'&codegrant_sign_in=1700000000'.repeat(500_000)}x`;
    expect(withoutSignInMark(query)).toBe(query);
  });

  it('is taken away however often it stands there, and the last of them counts.', () => {
    const marked = markSignIn(markSignIn(markSignIn('a=b', 1), 1_700_000_000_000), now);
    expect(withoutSignInMark(marked)).toBe('a=b');
    expect(isBackFromSignIn(marked, now)).toBe(true);
    expect(isBackFromSignIn(markSignIn(marked, now - 600), now)).toBe(false);
    expect(withoutSignInMark(`a=b${'&codegrant_sign_in=1'.repeat(300)}`)).toBe('a=b');
  });
});

const policy = definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read' } } });
const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const nobodyIn: Facts = {
  policy,
  client: () => client,
  owner: undefined,
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};
const signedIn: Facts = { ...nobodyIn, owner: { subject: 'user-1' } };

const surface: Surface = {
  policy,
  authorizePath: '/oauth/authorize',
  consentPath: '/oauth/consent',
  signInUrl: '/sign-in',
  pages: defaultPages,
};

const query =
  'response_type=code&client_id=app&redirect_uri=https://app.example/cb&scope=read&state=s' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

/** The query that a browser comes back with from the sign-in page. */
const wayBack = (decision: Decision): string => {
  const location = toReply(decision, surface, 'GET').headers['location'] ?? '';
  const returnTo = new URLSearchParams(location.replace(/^[^?]*/, '')).get('return_to') ?? '';
  expect(returnTo.slice(0, 17)).toBe('/oauth/authorize?');
  return returnTo.slice(17);
};

describe('Somebody who is back from sign-in', () => {
  it('comes with the request, and a mark of when it was sent there (R9).', () => {
    const decision = decide(query, nobodyIn);
    expect(decision).toEqual({ kind: 'signIn', client, query, now });
    expect(wayBack(decision)).toBe(`${query}&codegrant_sign_in=${now}`);
  });

  it.each([0, 1, 599])(
    'and is still nobody %i seconds later gets a page, and is not sent there a second time (R9).',
    (seconds) => {
      const decision = decide(markSignIn(query, now), { ...nobodyIn, now: now + seconds });
      expect(decision).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' }, clientId: 'app' });
      const reply = toReply(decision, surface, 'GET');
      expect(reply.status).toBe(400);
      expect(reply.headers).not.toHaveProperty('location');
      expect(reply.body).toContain('Allow cookies for this site');
    },
  );

  it.each([
    ['600 seconds later', 600],
    ['before the mark was written', -1],
  ])('and is nobody %s signs in again, with one mark anew.', (_when, seconds) => {
    const decision = decide(markSignIn(query, now), { ...nobodyIn, now: now + seconds });
    expect(decision).toEqual({ kind: 'signIn', client, query, now: now + seconds });
    expect(wayBack(decision)).toBe(`${query}&codegrant_sign_in=${now + seconds}`);
  });

  it('is told so as well where the request was posted as a form that is read already.', () => {
    const pairs: FormInput = [...new URLSearchParams(markSignIn(query, now))];
    expect(decide(pairs, nobodyIn)).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' } });
  });

  it.each([-1, 0, 599, 600])('and is signed in has no use for the mark of %i seconds ago.', (seconds) => {
    const facts = { ...signedIn, now: now + seconds };
    expect(decide(markSignIn(query, now), facts)).toEqual(decide(query, facts));
    const allowed: Facts = { ...facts, consent: () => ({ remembered: ['read'], answer: { kind: 'none' } }) };
    expect(decide(markSignIn(query, now), allowed)).toEqual(decide(query, allowed));
  });

  it.each([0.5, 0.999])('is told so by a clock with fractions, as %d, too (R9).', (fraction) => {
    const facts = { ...nobodyIn, now: now + fraction };
    const back = wayBack(decide(query, facts));
    expect(back).toBe(`${query}&codegrant_sign_in=${now}`);
    expect(decide(back, facts)).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' } });
  });

  it('is told so by a clock in milliseconds, too (R9).', () => {
    const facts = { ...nobodyIn, now: now * 1000 };
    const back = wayBack(decide(query, facts));
    expect(decide(back, { ...facts, now: facts.now + 1 })).toMatchObject({
      kind: 'refuse',
      rule: { name: 'session-kept' },
    });
  });

  it('with several marks comes with one the next time.', () => {
    const decision = decide(markSignIn(markSignIn(query, 1), 2), nobodyIn);
    expect(decision).toEqual({ kind: 'signIn', client, query, now });
    expect(wayBack(decision)).toBe(`${query}&codegrant_sign_in=${now}`);
  });

  it.each([
    ['at its end', `${query}&x=1#`, `${query}&x=1%23`],
    ['within it', query.replace('&state=s', '&state=a#b'), query.replace('&state=s', '&state=a%23b')],
    ['before most of it', `#&${query}`, `%23&${query}`],
  ])('comes with the whole request where a number sign was posted raw %s.', (_where, posted, back) => {
    const returned = wayBack(decide(posted, nobodyIn));
    expect(returned).not.toContain('#');
    expect(returned).toBe(`${back}&codegrant_sign_in=${now}`);
    // What a browser makes of it: nothing is lost to a fragment.
    expect(new URL(`/oauth/authorize?${returned}`, policy.issuer).search).toBe(`?${returned}`);
    const state = (decision: Decision): unknown => (decision.kind === 'issue' ? decision.state : decision.kind);
    const allowing: Facts = { ...signedIn, consent: () => ({ remembered: ['read'], answer: { kind: 'none' } }) };
    expect(state(decide(returned, allowing))).toBe(state(decide(posted, allowing)));
  });

  it('is asked for the request itself: no mark gets into the consent token.', () => {
    const decision = decide(markSignIn(markSignIn(query, now), now), signedIn);
    const token = decision.kind === 'askConsent' ? decision.consentToken : '';
    expect(verifyConsentToken(token, nobodyIn.consentKeys, now)).toMatchObject({ kind: 'valid', content: { query } });
  });

  it('hears of what is wrong with the request itself before anything else.', () => {
    const decision = decide(markSignIn(query.replace('scope=read', 'scope=admin'), now), nobodyIn);
    expect(decision).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
  });
});
