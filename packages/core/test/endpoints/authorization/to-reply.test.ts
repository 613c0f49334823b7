import {
  consentKeysOf,
  decide,
  defaultPages,
  defineClient,
  definePolicy,
  entropyOf,
  type Facts,
  type Reply,
  toReply,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read', description: 'All of it.' }, write: { name: 'Write' } },
  defaultScope: ['read', 'write'],
});

const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const facts: Facts = {
  policy,
  client: () => client,
  owner: { subject: 'user-1' },
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now: 0,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};

const replyTo = (form: string, signInUrl: string): Reply =>
  toReply(
    decide(form, facts),
    { policy, authorizePath: '/oauth/authorize', consentPath: '/oauth/consent', signInUrl, pages: defaultPages },
    'GET',
  );

const consentReply = (signInUrl = '/sign-in'): Reply =>
  replyTo(
    'response_type=code&client_id=app&redirect_uri=https://app.example/cb' +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
    signInUrl,
  );

const hashless = ({ headers }: Reply): Readonly<Record<string, string>> => ({
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

describe('The page of a refusal', () => {
  it('has these headers and no others: its form leads nowhere (R74, R99, R100, R101).', () => {
    expect(hashless(replyTo('', '/sign-in'))).toEqual(headersWith("'none'"));
  });

  it('says what happened, what to do and which rule was broken.', () => {
    expect(replyTo('', '/sign-in').body).toContain(`<main>
<h1>This request could not be completed</h1>
<p>You are not signed in to the app, and nothing was shared with it. Go back to the app and try again. If it happens again, send the details below to the developer of the app.</p>
<p class="soft">client_id is missing. Send the identifier that the client is registered with.</p>
<p class="soft"><code>client-id-present</code> · RFC 6749 §4.1.1</p>
</main>`);
  });
});

describe('The consent page', () => {
  it.each([
    ['/sign-in', "'self' https://app.example"],
    ['/in?next=https://id.example', "'self' https://app.example"],
    ['http://localhost:3000/in', "'self' https://app.example http://localhost:3000"],
  ])('with its sign-in page at %s lets its form lead to %s.', (signInUrl, formAction) => {
    expect(hashless(consentReply(signInUrl))).toEqual(headersWith(formAction));
  });

  it('has the client in its title (R103).', () => {
    expect(consentReply().body).toContain('<title>Allow app?</title>');
  });

  it('lists each scope, with its description if it has one (R106).', () => {
    expect(consentReply().body).toContain(`<ul>
<li><label class="scope"><input type="checkbox" name="scope" value="read" checked><bdi>Read<span>All of it.</span></bdi></label></li><li><label class="scope"><input type="checkbox" name="scope" value="write" checked><bdi>Write</bdi></label></li>
</ul>`);
  });
});
