import { decide, type Decision, type Facts, type FormInput, toReply } from '@codegrant/core';
import { verifyConsentToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { markSignIn } from '../../../../src/endpoints/authorization/owner/sign-in-mark.ts';
import { clientOf, registryOf } from '../../../fixtures/client.ts';
import { consentOf, none } from '../../../fixtures/consent.ts';
import { consentRequestOf } from '../../../fixtures/decision.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { queryOf } from '../../../fixtures/request.ts';
import { surfaceOf } from '../../../fixtures/surface.ts';

const now = 1_700_000_000;
const client = clientOf();
const signedIn: Facts = factsOf({ client: registryOf(client), now });
const signedOut: Facts = { ...signedIn, owner: undefined };
const remembering: Partial<Facts> = { consent: consentOf(none, ['read']) };

const query = queryOf({ state: 's' });

/** The query that the sign-in page sends the browser back with. */
const returnedQuery = (decision: Decision): string => {
  const location = toReply(decision, surfaceOf(), 'GET').headers['location'] ?? '';
  const returnTo = new URLSearchParams(location.replace(/^[^?]*/, '')).get('return_to') ?? '';
  expect(returnTo.slice(0, 17)).toBe('/oauth/authorize?');
  return returnTo.slice(17);
};

describe('A request of a user who is not signed in', () => {
  it('goes to sign-in, and comes back with the time at which it was sent there (R9).', () => {
    const decision = decide(query, signedOut);
    expect(decision).toEqual({ kind: 'signIn', client, query, now });
    expect(returnedQuery(decision)).toBe(`${query}&codegrant_sign_in=${now}`);
  });

  it.each([0, 1, 599])('is refused if it came back from sign-in, for example %i seconds later (R9).', (seconds) => {
    const decision = decide(markSignIn(query, now), { ...signedOut, now: now + seconds });
    expect(decision).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' }, clientId: 'app' });
    const reply = toReply(decision, surfaceOf(), 'GET');
    expect(reply.status).toBe(400);
    expect(reply.headers).not.toHaveProperty('location');
    expect(reply.body).toContain('Allow cookies for this site');
  });

  it.each([
    ['600 seconds old', 600],
    ['in the future', -1],
  ])('goes to sign-in again if its mark is %s, with one new mark.', (_age, seconds) => {
    const decision = decide(markSignIn(query, now), { ...signedOut, now: now + seconds });
    expect(decision).toEqual({ kind: 'signIn', client, query, now: now + seconds });
    expect(returnedQuery(decision)).toBe(`${query}&codegrant_sign_in=${now + seconds}`);
  });

  it('is refused with its mark in a parsed form, too.', () => {
    const pairs: FormInput = [...new URLSearchParams(markSignIn(query, now))];
    expect(decide(pairs, signedOut)).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' } });
  });

  it.each([0.5, 0.999])('is refused if the clock has fractions, for example %d (R9).', (fraction) => {
    const facts = { ...signedOut, now: now + fraction };
    const returned = returnedQuery(decide(query, facts));
    expect(returned).toBe(`${query}&codegrant_sign_in=${now}`);
    expect(decide(returned, facts)).toMatchObject({ kind: 'refuse', rule: { name: 'session-kept' } });
  });

  it('is refused if the clock counts milliseconds (R9).', () => {
    const facts = { ...signedOut, now: now * 1000 };
    const returned = returnedQuery(decide(query, facts));
    expect(decide(returned, { ...facts, now: facts.now + 1 })).toMatchObject({
      kind: 'refuse',
      rule: { name: 'session-kept' },
    });
  });

  it('comes back with one mark, even if it had several.', () => {
    const decision = decide(markSignIn(markSignIn(query, 1), 2), signedOut);
    expect(decision).toEqual({ kind: 'signIn', client, query, now });
    expect(returnedQuery(decision)).toBe(`${query}&codegrant_sign_in=${now}`);
  });

  it.each([
    ['at its end', `${query}&x=1#`, `${query}&x=1%23`],
    ['inside it', query.replace('&state=s', '&state=a#b'), query.replace('&state=s', '&state=a%23b')],
    ['at its start', `#&${query}`, `%23&${query}`],
  ])('comes back whole if it was posted with an unencoded number sign %s.', (_where, posted, expected) => {
    const returned = returnedQuery(decide(posted, signedOut));
    expect(returned).not.toContain('#');
    expect(returned).toBe(`${expected}&codegrant_sign_in=${now}`);
    // A browser takes none of it for a fragment.
    expect(new URL(`https://login.example/oauth/authorize?${returned}`).search).toBe(`?${returned}`);
    const state = (decision: Decision): unknown => (decision.kind === 'issue' ? decision.state : decision.kind);
    const allowing: Facts = { ...signedIn, ...remembering };
    expect(state(decide(returned, allowing))).toBe(state(decide(posted, allowing)));
  });

  it('is rejected for any other fault before it goes to sign-in.', () => {
    const decision = decide(markSignIn(queryOf({ scope: 'admin' }), now), signedOut);
    expect(decision).toMatchObject({ kind: 'reject', rule: { name: 'scope-allowed' } });
  });
});

describe('A request of a user who is signed in', () => {
  it.each([-1, 0, 599, 600])('is decided without its mark of %i seconds ago.', (seconds) => {
    const facts = { ...signedIn, now: now + seconds };
    expect(decide(markSignIn(query, now), facts)).toEqual(decide(query, facts));
    const allowed: Facts = { ...facts, ...remembering };
    expect(decide(markSignIn(query, now), allowed)).toEqual(decide(query, allowed));
  });

  it('has no mark in its consent token.', () => {
    const { consentToken } = consentRequestOf(decide(markSignIn(markSignIn(query, now), now), signedIn));
    expect(verifyConsentToken(consentToken, signedIn.consentKeys, now)).toMatchObject({
      kind: 'valid',
      content: { query },
    });
  });
});
