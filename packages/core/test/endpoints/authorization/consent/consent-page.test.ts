import { type ClientMetadata, decide, type Owner, type PolicySettings } from '@codegrant/core';
import { consentPage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { consentOf, none } from '../../../fixtures/consent.ts';
import { consentRequestOf } from '../../../fixtures/decision.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { queryOf } from '../../../fixtures/request.ts';

interface Situation {
  readonly client?: Partial<ClientMetadata>;
  readonly policy?: Partial<PolicySettings>;
  /** The scope that the client asks for. Default: `read write`. */
  readonly asks?: string;
  /** The scopes that the owner allowed before. Default: none. */
  readonly remembered?: readonly string[];
  /** Default: the owner `user-1`, who has no name. */
  readonly owner?: Owner;
  /** The registered redirect URI. Default: `https://app.example/cb`. */
  readonly redirectUri?: string;
}

const scopes = {
  read: { name: 'Read', description: 'All of it.' },
  write: { name: 'Write' },
  admin: { name: 'Rule' },
};

const pageFor = ({
  client,
  policy,
  asks = 'read write',
  remembered = [],
  owner = { subject: 'user-1' },
  redirectUri = 'https://app.example/cb',
}: Situation = {}): string => {
  const registered = clientOf({ redirect_uris: [redirectUri], ...client });
  const decision = decide(
    queryOf({ redirect_uri: redirectUri, scope: asks }),
    factsOf({
      policy: policyOf({ scopes, ...policy }),
      client: () => registered,
      owner,
      consent: consentOf(none, remembered),
    }),
  );
  return consentPage({ question: consentRequestOf(decision), action: '/oauth/consent' }).html;
};

/** The scopes on the page and the sentence before them. */
const asksIn = (page: string): string => /(<p>[^<]*asks to:<\/p>[\s\S]*?<\/ul>)/.exec(page)?.[1] ?? '';

/** Every input of the form in its order, as `type name=value flags`. */
const inputsOf = (page: string): readonly string[] =>
  Array.from(
    page.matchAll(/<input type="(\w+)" name="(\w+)" value="([^"]*)"([^>]*)>/g),
    ([, type, name, value, flags]) => `${type} ${name}=${name === 'consent_token' ? '…' : value}${flags}`,
  );

const token = 'hidden consent_token=…';

describe('The checkboxes of the consent page', () => {
  it.each<[string, Situation, readonly string[]]>([
    [
      'has one for each of several scopes',
      {},
      ['hidden scope=', 'checkbox scope=read checked', 'checkbox scope=write checked'],
    ],
    [
      'has a disabled one for a scope that the client requires',
      { client: { required_scope: 'read' } },
      ['hidden scope=', 'checkbox scope=read checked disabled', 'checkbox scope=write checked'],
    ],
    [
      'has a disabled one for a scope that the policy requires',
      { policy: { requiredScope: ['write'] } },
      ['hidden scope=', 'checkbox scope=read checked', 'checkbox scope=write checked disabled'],
    ],
    [
      'has none for a scope that was allowed before',
      { asks: 'read write admin', remembered: ['read'] },
      ['hidden scope=', 'checkbox scope=write checked', 'checkbox scope=admin checked'],
    ],
    [
      'has them in the order in which the client asks',
      { asks: 'write read' },
      ['hidden scope=', 'checkbox scope=write checked', 'checkbox scope=read checked'],
    ],
  ])('The page %s.', (_title, situation, inputs) => {
    expect(inputsOf(pageFor(situation))).toEqual([token, ...inputs]);
  });

  it.each<[string, Situation]>([
    ['if one scope is asked for', { asks: 'read' }],
    ['if one scope remains to be asked for', { remembered: ['read'] }],
    ['if the only scope is required', { asks: 'read', client: { required_scope: 'read' } }],
    ['if the client requires every scope', { client: { required_scope: 'read write' } }],
    [
      'if client and policy together require every scope',
      { client: { required_scope: 'read' }, policy: { requiredScope: ['write'] } },
    ],
  ])('The page has none %s. The form then sends no scope, which means everything.', (_case, situation) => {
    const page = pageFor(situation);
    expect(inputsOf(page)).toEqual([token]);
    expect(page).not.toContain('name="scope"');
    expect(page).not.toContain('(required)');
  });
});

describe('The consent page', () => {
  it('names the client, its publisher, the account, each scope and where the answer goes (R103, R106).', () => {
    const page = pageFor({
      client: { client_name: 'Mail Reader', client_uri: 'https://maker.example/about' },
      owner: { subject: 'user-1', name: 'Ada' },
    });
    for (const text of ['Mail Reader', 'maker.example', 'Ada', 'Read', 'All of it.', 'Write', 'app.example'])
      expect(page).toContain(text);
    expect(page).not.toContain('user-1');
  });

  it('shows the subject of an owner without a name, and the client_id of a client without a name.', () => {
    const page = pageFor();
    expect(page).toContain('signed in as <bdi>user-1</bdi>');
    expect(page).toContain('Allow <bdi>app</bdi>');
    expect(page).not.toContain('published by');
  });

  it('has the client in its title (R103).', () => {
    expect(pageFor()).toContain('<title>Allow app?</title>');
  });

  it('posts the consent token, with two answers and another account to choose from (R108).', () => {
    const page = pageFor();
    expect(page).toMatch(/<form method="post" action="\/oauth\/consent">/);
    expect(page).toMatch(/name="consent_token" value="[\w-]+\.[\w-]{43}"/);
    expect(Array.from(page.matchAll(/name="decision" value="(\w+)"/g), ([, value]) => value)).toEqual([
      'deny',
      'allow',
      'other_account',
    ]);
  });

  it('loads and links nothing from elsewhere: no script, no image, no link (R73).', () => {
    const page = pageFor({
      client: { logo_uri: 'https://maker.example/logo.png', tos_uri: 'https://maker.example/tos' },
    });
    expect(page).not.toMatch(/<(?:script|img|a|link|iframe)\b/);
    expect(page).not.toContain('logo.png');
  });

  it('lists the scopes inside the form (R106).', () => {
    expect(asksIn(pageFor({ asks: 'read' }))).toBe(`<p>This app asks to:</p>
<ul>
<li>Read<span>All of it.</span></li>
</ul>`);
    expect(pageFor()).toMatch(/<form [^>]*>[\s\S]*<ul>[\s\S]*<\/ul>[\s\S]*<\/form>/);
  });

  it('shows each scope in the label of its checkbox, with its description if it has one (R106).', () => {
    expect(pageFor()).toContain(`<ul>
<li><label class="scope"><input type="checkbox" name="scope" value="read" checked><bdi>Read<span>All of it.</span></bdi></label></li><li><label class="scope"><input type="checkbox" name="scope" value="write" checked><bdi>Write</bdi></label></li>
</ul>`);
  });

  it('marks a required scope as required.', () => {
    expect(asksIn(pageFor({ client: { required_scope: 'read' } }))).toBe(`<p>This app asks to:</p>
<input type="hidden" name="scope" value="">
<ul>
<li><label class="scope"><input type="checkbox" name="scope" value="read" checked disabled><bdi>Read <em>(required)</em><span>All of it.</span></bdi></label></li><li><label class="scope"><input type="checkbox" name="scope" value="write" checked><bdi>Write</bdi></label></li>
</ul>`);
  });

  it.each<[string, Situation, string]>([
    ['nothing was allowed before', {}, 'This app asks to:'],
    [
      'a part was allowed before',
      { remembered: ['write'] },
      'In addition to what you allowed before, this app asks to:',
    ],
    ['something else was allowed before', { remembered: ['admin'] }, 'This app asks to:'],
    [
      'a part was allowed before, but consent is never remembered',
      { remembered: ['write'], policy: { rememberConsent: 'never' } },
      'This app asks to:',
    ],
  ])('introduces the scopes by how much is new: %s.', (_case, situation, says) => {
    expect(asksIn(pageFor(situation)).split('\n')[0]).toBe(`<p>${says}</p>`);
  });

  it.each([
    ['https://app.example/cb', 'You will be sent to <bdi>app.example</bdi>'],
    [
      'http://127.0.0.1:9/cb',
      'an app on this device (<bdi>127.0.0.1:9</bdi>). Continue only if you started it yourself.',
    ],
    ['https://localhost:8443/cb', 'an app on this device (<bdi>localhost:8443</bdi>). Continue only'],
    ['https://ip6-localhost/cb', 'an app on this device (<bdi>ip6-localhost</bdi>). Continue only'],
    ['https://[64:ff9b::127.0.0.1]/cb', 'an app on this device (<bdi>[64:ff9b::7f00:1]</bdi>). Continue only'],
    ['com.example.app:/cb', 'the app on this device that opens <bdi>com.example.app:</bdi> links. Continue only'],
  ])('says where the answer to %s goes, and warns if nothing proves who gets it (R107).', (redirectUri, says) => {
    expect(pageFor({ redirectUri })).toContain(says);
  });

  it('escapes the id, the name and the description of a scope (R23).', () => {
    const page = pageFor({
      asks: `'><b> &amp;`,
      policy: { scopes: { "'><b>": { name: '<i>', description: '"&' }, '&amp;': { name: 'Amp' } } },
    });
    expect(inputsOf(page)).toEqual([
      token,
      'hidden scope=',
      'checkbox scope=&#39;&gt;&lt;b&gt; checked',
      'checkbox scope=&amp;amp; checked',
    ]);
    expect(page).toContain('<bdi>&lt;i&gt;<span>&quot;&amp;</span></bdi>');
    expect(page).not.toMatch(/<[bi]>/);
  });

  it.each<[string, Partial<ClientMetadata>, string | undefined]>([
    ['of which nothing is known', {}, 'It says that it is'],
    ['that is registered as not verified', { verified: false }, 'It says that it is'],
    ['that is registered as verified', { verified: true }, 'It is'],
  ])('names the publisher of a client %s (R103).', (_which, more, says) => {
    const page = pageFor({ client: { ...more, client_uri: 'https://maker.example:8443/about' } });
    expect(page).toContain(`<p class="soft">${says} published by <bdi>maker.example:8443</bdi>.</p>`);
  });

  it('names no publisher if a verified client has no home page.', () => {
    expect(pageFor({ client: { verified: true } })).not.toContain('published by');
  });
});
