import {
  type ConsentAnswer,
  consentKeysOf,
  decide,
  type Decision,
  defaultPages,
  defineClient,
  definePolicy,
  entropyOf,
  type Facts,
  type HostedSurface,
  type Reply,
  toJsonReply,
  toReply,
} from '@codegrant/core';
import { grantResponseSchema } from '@codegrant/core/internal';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
});
const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb?tenant=1'] });

const surface: HostedSurface = {
  policy,
  authorizePath: '/oauth/authorize',
  consentPath: '/oauth/consent',
  signInUrl: '/sign-in',
  consentUrl: '/ask',
  pages: defaultPages,
};

const query =
  'response_type=code&client_id=app&redirect_uri=https://app.example/cb?tenant=1&scope=read&state=a+b' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

const nobodyIn: Facts = {
  policy,
  client: () => client,
  owner: undefined,
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now: 7,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};

const answered = (answer: ConsentAnswer): Decision =>
  decide(query, { ...nobodyIn, owner: { subject: 'user-1' }, consent: () => ({ remembered: [], answer }) });

const issued = answered({ kind: 'allow', scope: 'asAsked' });
const denied = answered({ kind: 'deny' });
const asked = answered({ kind: 'none' });
const nobody = decide(query, nobodyIn);
const malformed = decide(`${query}&scope=write`, nobodyIn);

const headers = {
  'cache-control': 'no-store',
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
};

const redirectIn = (reply: Reply): unknown => {
  const body: unknown = JSON.parse(reply.body);
  expect(v.is(grantResponseSchema, body)).toBe(true);
  return (body as { readonly redirect_uri: unknown }).redirect_uri;
};

describe('A consent page of the operator’s own is told in JSON', () => {
  it.each<[string, Decision, RegExp]>([
    ['that a code was issued', issued, /^https:\/\/app\.example\/cb\?tenant=1&code=(?:AQEB){10}AQE&state=a%20b&iss=/],
    ['that the owner denied', denied, /^https:\/\/app\.example\/cb\?tenant=1&error=access_denied&/],
    ['that the request is malformed', malformed, /^https:\/\/app\.example\/cb\?tenant=1&error=invalid_request&/],
    ['that nobody is signed in', nobody, /^\/sign-in\?return_to=%2Foauth%2Fauthorize%3F.*%26codegrant_sign_in=7$/],
    ['that there is something else to ask', asked, /^\/ask\?consent_token=[\w-]+\.[\w-]{43}$/],
  ])('%s, by where to send the browser: where a redirect would.', (_what, decision, location) => {
    const reply = toJsonReply(decision, surface);
    expect(reply).toEqual({ status: 200, headers, body: expect.any(String) });
    expect(redirectIn(reply)).toMatch(location);
    for (const method of ['GET', 'POST'] as const)
      expect(redirectIn(reply)).toBe(toReply(decision, surface, method).headers['location']);
  });

  it.each<[string, string, number, string]>([
    ['which client is meant', '', 400, 'invalid_request'],
    ['where an answer may go', query.replace('tenant=1', 'tenant=2'), 422, 'invalid_request'],
    ['who is at the browser, after sign-in', `${query}&codegrant_sign_in=7`, 400, 'invalid_request'],
  ])('that nobody knows %s, with nowhere to go (R50).', (_what, form, status, error) => {
    const decision = decide(form, nobodyIn);
    if (decision.kind !== 'refuse') throw new Error(decision.kind);
    const reply = toJsonReply(decision, surface);
    expect(reply).toEqual({ status, headers, body: expect.any(String) });
    expect(JSON.parse(reply.body)).toEqual({ error, error_description: decision.rule.message });
  });
});

describe('A question that is put elsewhere', () => {
  const locationOn = (consentUrl: string): string | undefined =>
    toReply(asked, { ...surface, consentUrl }, 'GET').headers['location'];

  const token = asked.kind === 'askConsent' ? asked.consentToken : '';

  it.each([
    ['/ask', `/ask?consent_token=${token}`],
    ['/ask?lang=de', `/ask?lang=de&consent_token=${token}`],
    ['https://id.example/ask', `https://id.example/ask?consent_token=${token}`],
    ['https://id.example/ask?lang=de', `https://id.example/ask?lang=de&consent_token=${token}`],
  ])('at %s is gone to with the token as a parameter (R13).', (consentUrl, location) => {
    expect(locationOn(consentUrl)).toBe(location);
  });

  it('is gone to by 302 after GET and 303 after POST, with no page, and tells no other page where it came from (R64, R65, R74).', () => {
    for (const [method, status] of [
      ['GET', 302],
      ['POST', 303],
    ] as const)
      expect(toReply(asked, surface, method)).toEqual({
        status,
        headers: {
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          location: `/ask?consent_token=${token}`,
        },
        body: '',
      });
  });

  it('needs no page of ours, and one that is put here needs no other.', () => {
    const { consentUrl: _elsewhere, ...here } = surface;
    const reply = toReply(asked, here, 'GET');
    expect(reply.status).toBe(200);
    expect(reply.headers).not.toHaveProperty('location');
    expect(reply.body).toContain(`value="${token}"`);
  });
});
