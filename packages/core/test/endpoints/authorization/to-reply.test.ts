import { decide, type Decision, type Reply, type SignIn, type Surface, toReply } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf, registryOf } from '../../fixtures/client.ts';
import { consentRequestOf } from '../../fixtures/decision.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { queryOf } from '../../fixtures/request.ts';
import { surfaceOf } from '../../fixtures/surface.ts';

const replyTo = (decision: Decision, changes: Partial<Surface> = {}, method: 'GET' | 'POST' = 'GET'): Reply =>
  toReply(decision, surfaceOf(changes), method);

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
  it.each([
    ['/sign-in', "'self' https://app.example"],
    ['/in?next=https://id.example', "'self' https://app.example"],
    ['http://localhost:3000/in', "'self' https://app.example http://localhost:3000"],
    ['https://id.example/in?x=1', "'self' https://app.example https://id.example"],
  ])('with the sign-in page %s is a page whose form may lead to %s.', (signInUrl, formAction) => {
    expect(withoutHash(replyTo(consentRequest, { signInUrl }))).toEqual(headersWith(formAction));
  });

  it.each([
    ['https://app.example/cb', "'self' https://app.example"],
    ['https://app.example:8443/cb', "'self' https://app.example:8443"],
    ['http://127.0.0.1:9/cb', "'self' http://127.0.0.1:9"],
    ['http://localhost/cb', "'self' http://localhost"],
    ['http://[::1]:9/cb', "'self' http:"],
    ['com.example.app:/cb', "'self' com.example.app:"],
  ])('with the redirect URI %s is a page whose form may lead to %s.', (redirectUri, formAction) => {
    expect(withoutHash(replyTo(consentRequestFor(redirectUri)))).toEqual(headersWith(formAction));
  });

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

  it('is not cached and sends no Referer (R74).', () => {
    const { headers, body } = replyTo(signIn);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      location: '/sign-in?return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7',
    });
    expect(body).toBe('');
  });

  it('is 302 after GET and 303 after POST, never 307 (R64, R65).', () => {
    expect(replyTo(signIn, {}, 'GET').status).toBe(302);
    expect(replyTo(signIn, {}, 'POST').status).toBe(303);
  });

  it('keeps the query of the sign-in page (R13).', () => {
    expect(replyTo(signIn, { signInUrl: '/in?lang=de' }).headers['location']).toBe(
      '/in?lang=de&return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7',
    );
  });
});
