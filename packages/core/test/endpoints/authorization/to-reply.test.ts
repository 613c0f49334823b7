import {
  type Arrival,
  arrivalOf,
  decide,
  type Decision,
  defaultPages,
  html,
  page,
  type Reply,
  type SignIn,
  type Surface,
  toReply,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf, registryOf } from '../../fixtures/client.ts';
import { consentOf } from '../../fixtures/consent.ts';
import { consentRequestOf } from '../../fixtures/decision.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { queryOf } from '../../fixtures/request.ts';
import { surfaceOf } from '../../fixtures/surface.ts';

const replyTo = (decision: Decision, changes: Partial<Surface> = {}, arrival: Arrival = 'GET'): Reply =>
  toReply(decision, surfaceOf(changes), arrival);

const consentRequestFor = (redirectUri: string): Decision =>
  decide(
    queryOf({ redirect_uri: redirectUri }),
    factsOf({ client: registryOf(clientOf({ redirect_uris: [redirectUri] })) }),
  );

const consentRequest = consentRequestOf(decide(queryOf(), factsOf()));

const withoutHash = ({ headers }: Reply): Readonly<Record<string, string>> => ({
  ...headers,
  'content-security-policy': (headers['content-security-policy'] ?? '').replace(
    /sha256-[A-Za-z0-9+/]{43}=/,
    'sha256-…',
  ),
});

const headersWith = (formAction: string): Readonly<Record<string, string>> => ({
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'unsafe-none',
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-…'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

describe('A refusal', () => {
  it('is a page with these headers and no others, whose form leads nowhere (R74, R99, R100, R101).', () => {
    const reply = replyTo(decide('', factsOf()));
    expect(reply.status).toBe(400);
    expect(withoutHash(reply)).toEqual(headersWith("'none'"));
  });
});

describe('A consent request', () => {
  it.each(['https://app.example/cb', 'http://[::1]:9/cb', 'com.example.app:/cb'])(
    'with the redirect URI %s is a page whose form leads to this server only, because no redirect follows it.',
    (redirectUri) => {
      expect(withoutHash(replyTo(consentRequestFor(redirectUri), { signInUrl: 'https://id.example/in' }))).toEqual(
        headersWith("'self'"),
      );
    },
  );

  it('posts its form to the consent path.', () => {
    const { body } = replyTo(consentRequest, { consentPath: '/answer' });
    expect(body).toContain('<form method="post" action="/answer">');
  });
});

describe('A consent request for a page hosted by the operator', () => {
  const { consentToken: token } = consentRequest;

  it.each([
    ['/ask', `/ask?consent_token=${token}`],
    ['/ask?lang=de', `/ask?lang=de&consent_token=${token}`],
    ['https://id.example/ask', `https://id.example/ask?consent_token=${token}`],
    ['https://id.example/ask?lang=de', `https://id.example/ask?lang=de&consent_token=${token}`],
  ])('redirects to %s with the consent token as a parameter (R13).', (consentUrl, location) => {
    expect(replyTo(consentRequest, { consentUrl }).headers['location']).toBe(location);
  });

  it.each([
    ['GET', 302],
    ['POST', 303],
  ] as const)('after %s redirects with %i, has no body and sends no Referer (R64, R65, R74).', (method, status) => {
    expect(replyTo(consentRequest, { consentUrl: '/ask' }, method)).toEqual({
      status,
      headers: {
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'unsafe-none',
        'referrer-policy': 'no-referrer',
        location: `/ask?consent_token=${token}`,
      },
      body: '',
    });
  });

  it('is the consent page if the surface has no consentUrl.', () => {
    const reply = replyTo(consentRequest);
    expect(reply.status).toBe(200);
    expect(reply.headers).not.toHaveProperty('location');
    expect(reply.body).toContain(`value="${token}"`);
  });
});

describe('A redirect to sign-in', () => {
  const signIn: SignIn = { kind: 'signIn', client: clientOf(), query: 'a=b', now: 7 };

  it('is a redirect that is not cached and sends no Referer (R74).', () => {
    const { headers, body } = replyTo(signIn);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'unsafe-none',
      'referrer-policy': 'no-referrer',
      location: '/sign-in?return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7',
    });
    expect(body).toBe('');
  });

  it('is 302 after GET and 303 after POST, never 307 (R64, R65).', () => {
    expect(replyTo(signIn, {}, 'GET').status).toBe(302);
    expect(replyTo(signIn, {}, 'POST').status).toBe(303);
  });

  it('encodes percent signs again, and no slash of the request.', () => {
    const query = 'redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=/a?b:c';
    expect(replyTo({ ...signIn, query }).headers['location']).toBe(
      '/sign-in?return_to=%2Foauth%2Fauthorize%3Fredirect_uri=https%253A%252F%252Fapp.example%252Fcb' +
        '%26state=/a?b:c%26codegrant_sign_in=7',
    );
  });

  it('keeps the query of the sign-in page (R13).', () => {
    expect(replyTo(signIn, { signInUrl: '/in?lang=de' }).headers['location']).toBe(
      '/in?lang=de&return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7',
    );
  });
});

describe('After a form of this site', () => {
  const pageOf = (redirectUri: string, client = clientOf({ redirect_uris: [redirectUri] })): Reply =>
    replyTo(
      decide(
        queryOf({ redirect_uri: redirectUri }),
        factsOf({ client: registryOf(client), consent: consentOf({ kind: 'allow', scope: 'asAsked' }) }),
      ),
      {},
      'ownForm',
    );

  it('a code is sent by a page that redirects automatically, with these headers and no others (R74).', () => {
    const reply = pageOf('https://app.example/cb');
    const location = (reply.headers['refresh'] ?? '').replace('0;url=', '');
    expect(reply.status).toBe(200);
    expect(location).toMatch(/^https:\/\/app\.example\/cb\?code=/);
    expect(withoutHash(reply)).toEqual({
      ...headersWith("'none'"),
      'referrer-policy': 'no-referrer',
      refresh: `0;url=${location}`,
    });
    expect(reply.body).toContain(`<a href="${location.replaceAll('&', '&amp;')}" rel="noreferrer" class="allow">`);
  });

  it('a denial goes on to the client too, and the page says that nothing was allowed.', () => {
    const denied = decide(queryOf(), factsOf({ consent: consentOf({ kind: 'deny' }) }));
    const reply = replyTo(denied, {}, 'ownForm');
    expect(reply.headers['refresh']).toContain('error=access_denied');
    expect(reply.body).toContain('You did not allow this app');
  });

  it.each([
    ['com.example.app:/cb', true],
    ['https://app.example/cb', false],
    ['http://127.0.0.1/cb', false],
  ])(
    'the page for %s says that it can be closed: %s, because the browser stays only on a page that opens an app.',
    (uri, says) => {
      expect(pageOf(uri).body.includes('you can close this page')).toBe(says);
    },
  );

  it('the name of the client cannot bring markup into the page.', () => {
    const client = clientOf({ client_name: '<script>alert(1)</script>' });
    expect(pageOf('https://app.example/cb', client).body).not.toContain('<script>');
  });

  it('a page of the operator is sent in place of the default page, and redirects automatically too.', () => {
    const pages = { ...defaultPages, redirect: () => page('Weiter', html`<p>Weiter</p>`) };
    const signIn: SignIn = { kind: 'signIn', client: clientOf(), query: 'a=b', now: 7 };
    const reply = replyTo(signIn, { pages }, 'ownForm');
    expect(reply.body).toContain('Weiter');
    expect(reply.headers['refresh']).toMatch(/^0;url=\/sign-in\?return_to=/);
  });

  it('a user who wants another account is not told that nobody is signed in.', () => {
    const signIn: SignIn = { kind: 'signIn', client: clientOf(), query: 'a=b', now: 7, prompt: 'select_account' };
    const reply = replyTo(signIn, {}, 'ownForm');
    expect(reply.body).toContain('Sign in with the account that you want to use.');
    expect(reply.body).not.toContain('You are not signed in.');
    expect(reply.headers['refresh']).toMatch(/&prompt=select_account$/);
  });

  it('a consent page of the operator is reached by a page too.', () => {
    const reply = replyTo(consentRequest, { consentUrl: 'https://id.example/ask' }, 'ownForm');
    expect(reply.status).toBe(200);
    expect(reply.headers['refresh']).toMatch(/^0;url=https:\/\/id\.example\/ask\?consent_token=/);
  });
});

describe('The arrival of a request', () => {
  it.each([
    ['GET', 'client_id=app', 'GET'],
    ['POST', 'client_id=app', 'POST'],
    ['GET', 'client_id=app&codegrant_sign_in=1700000000', 'ownForm'],
    ['GET', 'codegrant_sign_in=1700000000&client_id=app', 'GET'],
  ] as const)('by %s with %s is %s.', (method, form, arrival) => {
    expect(arrivalOf(method, form)).toBe(arrival);
  });
});
