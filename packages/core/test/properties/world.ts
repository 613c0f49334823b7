import {
  type Client,
  consentKeysOf,
  entropyOf,
  type Facts,
  type HostedSurface,
  type Policy,
  type Surface,
} from '@codegrant/core';
import fc from 'fast-check';
import { bytesOf, successiveFrom } from '../fixtures/bytes.ts';
import { clientOf } from '../fixtures/client.ts';
import { challenge } from '../fixtures/pkce.ts';
import { policyOf } from '../fixtures/policy.ts';
import { surfaceOf } from '../fixtures/surface.ts';

/** Strings that would do harm if one of them came through unescaped. */
const harmful = ['<zq', '>zq', '"zq', "'zq", '&zq', '\r\nzq: 1', '\u0000zq', '\u202Ezq', '%0d%0azq'] as const;

const redirectUris = [
  'https://app.example/cb',
  'https://app.example/cb?tenant=1',
  'https://app.example/cb?tenant=1&',
  'https://app.example/cb?',
  'https://app.example/cb?next=what?',
  'https://app.example/cb?a=b%20c&a=d+e&f',
  'https://app.example/Cb/%7Euser',
  'http://127.0.0.1/cb',
  'http://127.0.0.1:8080/cb',
  'http://[::1]/cb?x=1',
  'http://localhost/cb',
  'https://localhost/cb',
  'https://127.0.0.1:8443/cb?x=1',
  'com.example.app:/cb',
  'com.example.app://cb?x=y',
] as const;

/** Clients of every kind. Each has every redirect URI, so that all combinations occur. */
const clients: ReadonlyMap<string, Client> = new Map(
  [
    { client_id: 'public' },
    { client_id: 'exact', loopback_port: 'exact' as const },
    { client_id: 'plain', code_challenge_methods: ['S256', 'plain'] as const },
    { client_id: 'confidential', client_secret: 'secret', require_pkce: false },
    { client_id: 'read', scope: 'read', client_name: harmful.join(' '), client_uri: 'https://maker.example' },
    { client_id: 'other-grant', grant_types: ['implicit'] },
    { client_id: 'required', required_scope: 'read', verified: true, client_uri: 'https://maker.example' },
    { client_id: 'skipped', client_secret: 'secret', consent: 'skip' as const, required_scope: 'write' },
    { client_id: 'no-iss', authorization_response_iss: 'omit' as const },
    { client_id: '<zq"zq\'zq&zq' },
  ].map((metadata) => [metadata.client_id, clientOf({ ...metadata, redirect_uris: redirectUris })]),
);

const mail = 'https://api.example/mcp';
const files = 'https://files.example';

const resources = { [mail]: { name: 'Mail <zq' }, [files]: { name: '"zq' } };
const listing = { [mail]: { name: 'Mail', scopes: ['read'] }, [files]: { name: 'Files', scopes: ['write'] } };

const consents = [mail, files].flatMap((uri) => [`${uri}#read`, `${uri}#write`]);

const policies: readonly Policy[] = [
  { defaultScope: ['read'] },
  { pkce: 'always' as const },
  {
    defaultScope: ['read', 'write'],
    codeChallengeMethods: ['S256', 'plain'] as const,
    rememberConsent: 'everyClient' as const,
  },
  { requiredScope: ['write'], rememberConsent: 'never' as const },
  { defaultScope: ['write'], unknownScope: 'ignore' as const },
  { defaultScope: ['read'], resources, defaultResource: [mail] },
  { defaultScope: ['read', 'write'], resources: listing, rememberConsent: 'everyClient' as const },
  { defaultScope: ['read'], resources: listing, defaultResource: [files, mail], unknownScope: 'ignore' as const },
].map((settings) =>
  policyOf({
    issuer: "https://login.example/a'b",
    scopes: { read: { name: 'Read <zq' }, write: { name: 'Write', description: '"zq' } },
    ...settings,
  }),
);

/** A surface with the default consent page, and surfaces with a consent page hosted by the operator. */
export interface Surfaces {
  readonly here: Surface;
  readonly elsewhere: readonly HostedSurface[];
}

/** The surfaces of a policy. */
export const surfacesOf = (policy: Policy): Surfaces => {
  const here = surfaceOf({ policy });
  return {
    here,
    elsewhere: ['/ask', 'https://login.example/ask?lang=de'].map((consentUrl) => ({ ...here, consentUrl })),
  };
};

/** The approximate time of requests and of sign-in marks, so that some marks still count. In seconds since 1970-01-01T00:00:00Z. */
const someTime = 1_700_000_000;

/** Everything that a decision depends on besides the request. */
export const facts: fc.Arbitrary<Facts> = fc
  .record({
    policy: fc.constantFrom(...policies),
    owner: fc.constantFrom(undefined, { subject: 'user-1' }, { subject: '<zq', name: harmful.join('') }),
    remembered: fc.subarray(['read', 'write', ...consents]),
    answer: fc.constantFrom(
      { kind: 'none' as const },
      { kind: 'none' as const },
      { kind: 'deny' as const },
      { kind: 'allow' as const, scope: 'asAsked' as const },
      { kind: 'allow' as const, scope: ['write'] },
      { kind: 'allow' as const, scope: [''] },
      { kind: 'allow' as const, scope: 'asAsked' as const, asked: ['read'] },
      { kind: 'allow' as const, scope: ['', 'write', 'nope'], asked: ['read', 'write'] },
      { kind: 'allow' as const, scope: ['', 'read'], asked: ['write'] },
      { kind: 'allow' as const, scope: 'asAsked' as const, askedResources: [mail] },
      { kind: 'allow' as const, scope: 'asAsked' as const, asked: ['read'], askedResources: [] },
    ),
    now: fc.oneof(fc.nat(), fc.integer({ min: someTime, max: someTime + 1500 })),
    seed: fc.nat(255),
  })
  .map(({ policy, owner, remembered, answer, now, seed }) => ({
    policy,
    client: (clientId) => clients.get(clientId),
    owner,
    consent: () => ({ remembered, answer }),
    now,
    entropy: entropyOf(successiveFrom(seed)),
    consentKeys: consentKeysOf([bytesOf(9)]),
  }));

const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(...harmful, '', ' ', 'read', '%ZZ', '%FF', '\uD800', '__proto__'),
);

/** One edit of a string, as an attacker or a careless developer makes to a redirect URI. */
const edited = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      at: fc.nat(text.length),
      drop: fc.nat(3),
      insert: fc.oneof(fc.constantFrom('/', '.', '@', '\\', ':81', '#', '?', '%2e'), anyText),
    })
    .map(({ at, drop, insert }) => text.slice(0, at) + insert + text.slice(at + drop));

const redirectUri = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...redirectUris) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'http://127.0.0.1:1/cb',
      'http://[::1]:65535/cb?x=1',
      'http://localhost:81/cb',
      'http://127.0.0.1:65536/cb',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...redirectUris).chain(edited) },
  { weight: 1, arbitrary: anyText },
);

const mostly = (...usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: anyText });

const values: ReadonlyMap<string, fc.Arbitrary<string>> = new Map(
  Object.entries({
    client_id: mostly(...clients.keys()),
    redirect_uri: redirectUri,
    response_type: mostly('code'),
    scope: mostly('read', 'read write', 'write read read', 'nope', 'nope read'),
    state: fc.oneof(
      mostly('xyz', 'a b+c&d=e%\'"<zq'),
      fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) }),
    ),
    resource: mostly(mail, files, '', 'HTTPS://API.example/mcp', 'https://FILES.example/', `${mail}/`),
    code_challenge: mostly(challenge, challenge, 'short'),
    code_challenge_method: mostly('S256', 'S256', 'plain', 's256'),
  }),
);

const names = [...values.keys()];

const encodings: readonly ((text: string) => string)[] = [
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+'),
  (text) => Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => text,
];

const encoded = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(encodings.length - 1) }),
    )
    .map(([plain, how]) => encodings[how]?.(plain) ?? plain);

const pair = (name: string): fc.Arbitrary<string> =>
  encoded(values.get(name) ?? anyText).map((value) => `${name}=${value}`);

const stray = fc.oneof(
  fc.constantFrom(...names, 'resource', 'resource', 'prompt', '__proto__', 'scope[]', '').chain(pair),
  fc.tuple(encoded(anyText), encoded(anyText)).map(([name, value]) => `${name}=${value}`),
  anyText,
);

/** A raw query. Most are complete. In some a parameter is left out, repeated, added or garbled. */
const sentText: fc.Arbitrary<string> = fc
  .record({
    usual: fc.tuple(...names.map((name) => pair(name))),
    keep: fc.oneof(
      { weight: 6, arbitrary: fc.constant(names.map(() => true)) },
      { weight: 2, arbitrary: fc.array(fc.boolean(), { minLength: names.length, maxLength: names.length }) },
    ),
    strays: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(stray, { maxLength: 3 }) },
    ),
  })
  .map(({ usual, keep, strays }) => [...usual.filter((_, index) => keep[index]), ...strays].join('&'));

const mark = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .integer({ min: someTime - 900, max: someTime + 1500 })
      .map((sentAt) => `&codegrant_sign_in=${sentAt}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '&codegrant_sign_in=',
      '&codegrant_sign_in=0',
      '&codegrant_sign_in=-1',
      '&codegrant_sign_in=1e9',
      `&codegrant_sign_in=${'9'.repeat(13)}`,
      `&codegrant_sign_in=${someTime}&`,
    ),
  },
);

/** A raw query as it arrives, sometimes with one or more sign-in marks. */
export const requestText: fc.Arbitrary<string> = fc
  .tuple(
    sentText,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: mark.map((one) => [one]) },
      { weight: 1, arbitrary: fc.array(mark, { maxLength: 3 }) },
    ),
  )
  .map(([text, marks]) => text + marks.join(''));
