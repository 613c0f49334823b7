import {
  type ClientMetadata,
  consentKeysOf,
  decide,
  type Decision,
  defaultPages,
  defineClient,
  definePolicy,
  entropyOf,
  type Facts,
  html,
  type Owner,
  page,
  pageReply,
  type Reply,
  type SignIn,
  type Surface,
  toReply,
} from '@codegrant/core';
import { escapeHtml } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const policy = definePolicy({
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read your messages', description: 'All of them.' }, write: { name: 'Write' } },
  defaultScope: ['read', 'write'],
});

const surface: Surface = {
  policy,
  authorizePath: '/oauth/authorize',
  consentPath: '/oauth/consent',
  signInUrl: '/sign-in',
  pages: defaultPages,
};

const noFacts: Facts = {
  policy,
  client: () => undefined,
  owner: undefined,
  consent: () => ({ remembered: [], answer: { kind: 'none' } }),
  now: 0,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};

const challenge = 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

const decideFor = (metadata: Partial<ClientMetadata>, owner: Owner, redirectUri: string): Decision => {
  const client = defineClient({ client_id: 'app', redirect_uris: [redirectUri], ...metadata });
  return decide(`response_type=code&client_id=app&redirect_uri=${encodeURIComponent(redirectUri)}&${challenge}`, {
    ...noFacts,
    client: () => client,
    owner,
  });
};

const consent = (
  metadata: Partial<ClientMetadata> = {},
  redirectUri = 'https://app.example/cb',
  signInUrl = '/sign-in',
): Reply =>
  toReply(decideFor(metadata, { subject: 'user-1', name: 'Ada' }, redirectUri), { ...surface, signInUrl }, 'GET');

const policyOf = ({ headers }: Reply): string => headers['content-security-policy'] ?? '';

describe('The consent page', () => {
  it('names the client, its publisher, the account, each scope and where the answer goes (R103, R106).', () => {
    const { body } = consent({ client_name: 'Mail Reader', client_uri: 'https://maker.example/about' });
    for (const text of [
      'Mail Reader',
      'maker.example',
      'Ada',
      'Read your messages',
      'All of them.',
      'Write',
      'app.example',
    ])
      expect(body).toContain(text);
  });

  it('shows the subject where the owner has no name, and the client_id where the client has none.', () => {
    const { body } = toReply(decideFor({}, { subject: 'user-1' }, 'https://app.example/cb'), surface, 'GET');
    expect(body).toContain('signed in as <bdi>user-1</bdi>');
    expect(body).toContain('Allow <bdi>app</bdi>');
    expect(body).not.toContain('published by');
  });

  it.each([
    ['https://app.example/cb', 'You will be sent to <bdi>app.example</bdi>'],
    [
      'http://127.0.0.1:9/cb',
      'your device (<bdi>127.0.0.1:9</bdi>). Continue only if you started it yourself.',
    ],
    ['https://localhost:8443/cb', 'your device (<bdi>localhost:8443</bdi>). Continue only'],
    ['com.example.app:/cb', 'the app on your device that opens <bdi>com.example.app:</bdi> links. Continue only'],
  ])('says of %s where the answer goes, and warns where nothing proves who is there (R107).', (redirectUri, says) => {
    expect(consent({}, redirectUri).body).toContain(says);
  });

  it.each([
    ['https://app.example/cb', "'self' https://app.example"],
    ['https://app.example:8443/cb', "'self' https://app.example:8443"],
    ['http://127.0.0.1:9/cb', "'self' http://127.0.0.1:9"],
    ['http://localhost/cb', "'self' http://localhost"],
    ['http://[::1]:9/cb', "'self' http:"],
    ['com.example.app:/cb', "'self' com.example.app:"],
  ])('lets its form lead to %s and nowhere else.', (redirectUri, sources) => {
    expect(policyOf(consent({}, redirectUri))).toContain(`; form-action ${sources};`);
  });

  it('lets its form lead to a sign-in page elsewhere too, since the session may be gone by then.', () => {
    expect(policyOf(consent({}, 'https://app.example/cb', 'https://id.example/in?x=1'))).toContain(
      "form-action 'self' https://app.example https://id.example;",
    );
  });

  it('posts the sealed question, and offers two answers (R108).', () => {
    const { body } = consent();
    expect(body).toContain('<title>Allow app?</title>');
    expect(body).toMatch(/<form method="post" action="\/oauth\/consent">/);
    expect(body).toMatch(/name="consent_token" value="[\w-]+\.[\w-]{43}"/);
    expect(Array.from(body.matchAll(/name="decision" value="(\w+)"/g), ([, value]) => value)).toEqual([
      'deny',
      'allow',
    ]);
  });

  it('shows nothing from elsewhere: no script, no picture, no link (R73).', () => {
    const { body } = consent({ logo_uri: 'https://maker.example/logo.png', tos_uri: 'https://maker.example/tos' });
    expect(body).not.toMatch(/<(?:script|img|a|link|iframe)\b/);
    expect(body).not.toContain('logo.png');
  });
});

describe('Every page', () => {
  const refusalOf = (): Reply => toReply(decide('', noFacts), surface, 'GET');

  it.each([
    ['a refusal', refusalOf],
    ['the consent page', consent],
  ])('%s is kept by no cache, framed by nobody, and read as what it is (R74, R99, R100, R101).', (_name, replyOf) => {
    const reply = replyOf();
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(policyOf(reply)).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action /);
    expect(policyOf(reply)).toMatch(/; frame-ancestors 'none'; base-uri 'none'$/);
    expect(reply.body).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it('a refusal has no form and says so, and tells the rule and its paragraph.', () => {
    const refusal = refusalOf();
    expect(policyOf(refusal)).toContain("form-action 'none'");
    expect(refusal.status).toBe(400);
    expect(refusal.body).toContain('This request could not be completed');
    expect(refusal.body).toContain('<h1>This request could not be completed</h1>');
    expect(refusal.body).toContain('<title>This request could not be completed</title>');
    expect(refusal.body).toContain('client-id-present');
    expect(refusal.body).toContain('RFC 6749 §4.1.1');
  });

  it('the hash in the policy is the hash of the style sheet in the page.', async () => {
    const refusal = refusalOf();
    const style = /<style>([\s\S]*)<\/style>/.exec(refusal.body)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(policyOf(refusal)).toContain(`'sha256-${Buffer.from(digest).toString('base64')}'`);
  });

  it('an operator’s own page may name more sources, and keeps the rest.', () => {
    const reply = pageReply(200, { html: '<p>', sources: { 'img-src': "'self'" } }, []);
    expect(policyOf(reply)).toBe("default-src 'none'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'");
  });
});

const signInAt = ({ query, now }: Pick<SignIn, 'query' | 'now'>): SignIn => ({
  kind: 'signIn',
  client: defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] }),
  query,
  now,
});

describe('A redirect', () => {
  it('is kept by no cache, and tells no other page where it came from (R74).', () => {
    const { headers, body } = toReply(signInAt({ query: 'a=b', now: 7 }), surface, 'GET');
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      location: '/sign-in?return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7',
    });
    expect(body).toBe('');
  });

  it('is 302 after GET and 303 after POST, never 307 (R64, R65).', () => {
    const signIn = signInAt({ query: 'a=b', now: 7 });
    expect(toReply(signIn, surface, 'GET').status).toBe(302);
    expect(toReply(signIn, surface, 'POST').status).toBe(303);
  });

  it('to a sign-in page that has a query of its own keeps it (R13).', () => {
    const signIn = toReply(signInAt({ query: 'a=b', now: 7 }), { ...surface, signInUrl: '/in?lang=de' }, 'GET');
    expect(signIn.headers['location']).toBe('/in?lang=de&return_to=%2Foauth%2Fauthorize%3Fa=b%26codegrant_sign_in=7');
  });
});

describe('escapeHtml', () => {
  it('leaves no character that HTML reads.', () => {
    expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  });

  it('leaves no control character, and no mark that turns the direction of text (R186).', () => {
    expect(escapeHtml('a\u0000b\u001Bc\u202Ed\u2066e\u200Ff\u0085g')).toBe(
      'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg',
    );
    expect(escapeHtml('a\tb\nc')).toBe('a\tb\nc');
    expect(escapeHtml('שלום')).toBe('שלום');
  });

  it('is not done for what only looks like HTML, and that does not compile.', () => {
    const rows = [{ text: '<script>' }];
    // @ts-expect-error an object with a text is no Html
    const forged = () => html`<ul>${rows}</ul>`;
    expect(forged).toBeTypeOf('function');
  });

  it('is what a template does to every value that is not HTML itself.', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${[html`<b>`, html`</b>`]}${undefined}</p>`.text).toBe(
      '<p>&lt;b&gt;<i>&amp;</i><b></b></p>',
    );
    expect(page('<title>', html`<p>`).html).toContain('<title>&lt;title&gt;</title>');
  });
});
