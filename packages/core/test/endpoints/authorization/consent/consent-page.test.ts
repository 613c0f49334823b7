import {
  type ClientMetadata,
  consentKeysOf,
  decide,
  defineClient,
  definePolicy,
  entropyOf,
  type PolicySettings,
} from '@codegrant/core';
import { consentPage } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

interface World {
  readonly client?: Partial<ClientMetadata>;
  readonly policy?: Partial<PolicySettings>;
  /** What the client asks for. Default: `read write`. */
  readonly asks?: string;
  readonly remembered?: readonly string[];
}

const pageFor = ({ client, policy, asks = 'read write', remembered = [] }: World = {}): string => {
  const registered = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'], ...client });
  const question = decide(
    `response_type=code&client_id=app&redirect_uri=https://app.example/cb&scope=${encodeURIComponent(asks)}` +
      '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
    {
      policy: definePolicy({
        issuer: 'https://login.example',
        scopes: {
          read: { name: 'Read', description: 'All of it.' },
          write: { name: 'Write' },
          admin: { name: 'Rule' },
        },
        ...policy,
      }),
      client: () => registered,
      owner: { subject: 'user-1' },
      consent: () => ({ remembered, answer: { kind: 'none' } }),
      now: 0,
      entropy: entropyOf(new Uint8Array(32).fill(1)),
      consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
    },
  );
  if (question.kind !== 'askConsent') throw new Error(question.kind);
  return consentPage({ question, action: '/oauth/consent' }).html;
};

/** What is in the form, between its token and where the answer goes. */
const asksIn = (page: string): string => /(<p>[^<]*asks to:<\/p>[\s\S]*?<\/ul>)/.exec(page)?.[1] ?? '';

/** Every input of the form in its order, as `type name=value flags`. */
const inputsOf = (page: string): readonly string[] =>
  Array.from(
    page.matchAll(/<input type="(\w+)" name="(\w+)" value="([^"]*)"([^>]*)>/g),
    ([, type, name, value, flags]) => `${type} ${name}=${name === 'consent_token' ? '…' : value}${flags}`,
  );

const token = 'hidden consent_token=…';

describe('The consent page lets people choose', () => {
  it.each<[string, World, readonly string[]]>([
    [
      'by a box for each of several scopes',
      {},
      ['hidden scope=', 'checkbox scope=read checked', 'checkbox scope=write checked'],
    ],
    [
      'with a locked box for one that is required',
      { client: { required_scope: 'read' } },
      ['hidden scope=', 'checkbox scope=read checked disabled', 'checkbox scope=write checked'],
    ],
    [
      'with a locked box for one that the policy requires',
      { policy: { requiredScope: ['write'] } },
      ['hidden scope=', 'checkbox scope=read checked', 'checkbox scope=write checked disabled'],
    ],
    [
      'among what was not allowed before alone',
      { asks: 'read write admin', remembered: ['read'] },
      ['hidden scope=', 'checkbox scope=write checked', 'checkbox scope=admin checked'],
    ],
  ])('%s.', (_title, world, inputs) => {
    expect(inputsOf(pageFor(world))).toEqual([token, ...inputs]);
  });

  it('by boxes in the order in which the client asked.', () => {
    expect(inputsOf(pageFor({ asks: 'write read' }))).toEqual([
      token,
      'hidden scope=',
      'checkbox scope=write checked',
      'checkbox scope=read checked',
    ]);
  });
});

describe('The consent page has no boxes', () => {
  it.each<[string, World]>([
    ['where one scope is asked for', { asks: 'read' }],
    ['where one scope is left to ask for', { remembered: ['read'] }],
    ['where the only one is required', { asks: 'read', client: { required_scope: 'read' } }],
    ['where all are required', { client: { required_scope: 'read write' } }],
    [
      'where all are required by one of the two',
      { client: { required_scope: 'read' }, policy: { requiredScope: ['write'] } },
    ],
  ])('%s: it sends no scope, which means all that was asked for.', (_where, world) => {
    const page = pageFor(world);
    expect(inputsOf(page)).toEqual([token]);
    expect(page).not.toContain('name="scope"');
    expect(page).not.toContain('(required)');
  });
});

describe('The consent page', () => {
  it('lists what it asks within the form (R106).', () => {
    expect(asksIn(pageFor({ asks: 'read' }))).toBe(`<p>This app asks to:</p>
<ul>
<li>Read<span>All of it.</span></li>
</ul>`);
    expect(pageFor()).toMatch(/<form [^>]*>[\s\S]*<ul>[\s\S]*<\/ul>[\s\S]*<\/form>/);
  });

  it('says of a scope that it is required.', () => {
    expect(asksIn(pageFor({ client: { required_scope: 'read' } }))).toBe(`<p>This app asks to:</p>
<input type="hidden" name="scope" value="">
<ul>
<li><label class="scope"><input type="checkbox" name="scope" value="read" checked disabled><bdi>Read <em>(required)</em><span>All of it.</span></bdi></label></li><li><label class="scope"><input type="checkbox" name="scope" value="write" checked><bdi>Write</bdi></label></li>
</ul>`);
  });

  it.each<[string, World, string]>([
    ['all of it', {}, 'This app asks to:'],
    ['a part of it', { remembered: ['write'] }, 'In addition to what you allowed before, this app asks to:'],
    ['all of it, where something else was allowed before', { remembered: ['admin'] }, 'This app asks to:'],
    [
      'all of it, where what was allowed before counts for nothing',
      { remembered: ['write'], policy: { rememberConsent: 'never' } },
      'This app asks to:',
    ],
  ])('that asks for %s says so.', (_what, world, says) => {
    expect(asksIn(pageFor(world)).split('\n')[0]).toBe(`<p>${says}</p>`);
  });

  it('shows a description within the label of its box (R106).', () => {
    expect(pageFor()).toContain('<bdi>Read<span>All of it.</span></bdi></label>');
  });

  it('escapes the names of scopes, their descriptions and the values of their boxes (R23).', () => {
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
    ['a publisher that nobody has verified', {}, 'It says that it is'],
    ['one that is said not to be verified', { verified: false }, 'It says that it is'],
    ['a verified one', { verified: true }, 'It is'],
  ])('names %s as what it is (R103).', (_which, more, says) => {
    const page = pageFor({ client: { ...more, client_uri: 'https://maker.example:8443/about' } });
    expect(page).toContain(`<p class="soft">${says} published by <bdi>maker.example:8443</bdi>.</p>`);
  });

  it('names no publisher of a verified client that has no home page.', () => {
    expect(pageFor({ client: { verified: true } })).not.toContain('published by');
  });
});
