import {
  authorizationRules,
  consentKeysOf,
  defineClient,
  definePolicy,
  entropyOf,
  explain,
  type Facts,
  formatExplanation,
} from '@codegrant/core';
import { nearestRedirectUri } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const app = defineClient({
  client_id: 'app',
  redirect_uris: ['https://app.example/callback', 'https://app.example/Other%7E'],
  scope: 'read',
});
const cli = defineClient({
  client_id: 'cli',
  redirect_uris: ['http://127.0.0.1:8080/callback'],
  loopback_port: 'exact',
});
const clients = new Map([app, cli].map((client) => [client.client_id, client]));

const facts: Facts = {
  policy: definePolicy({
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
    defaultScope: ['read'],
  }),
  client: (clientId) => clients.get(clientId),
  owner: { subject: 'user-1' },
  consent: () => ({ remembered: ['read'], answer: { kind: 'none' } }),
  now: 1_700_000_000,
  entropy: entropyOf(new Uint8Array(32).fill(1)),
  consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
};

const right = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/callback',
  scope: 'read',
  state: 'a-secret-state',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

const query = (change: Readonly<Record<string, string | undefined>>): string =>
  Object.entries({ ...right, ...change })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

const mistakes: readonly (readonly [title: string, request: string])[] = [
  ['A slash too many', query({ redirect_uri: 'https://app.example/callback/' })],
  ['http for https', query({ redirect_uri: 'http://app.example/callback' })],
  ['Another port', query({ client_id: 'cli', redirect_uri: 'http://127.0.0.1:8081/callback' })],
  ['Another case', query({ redirect_uri: 'https://app.example/Callback' })],
  ['An encoded path', query({ redirect_uri: 'https://app.example/Other~' })],
  ['No PKCE', query({ code_challenge: undefined, code_challenge_method: undefined })],
  ['plain where it is off', query({ code_challenge_method: 'plain' })],
  ['An unknown scope, and one that the client may not ask for', query({ scope: 'read admin write' })],
  ['A repeated parameter', `${query({})}&scope=read`],
  ['An unknown client', query({ client_id: 'app-staging' })],
];

const sectionOf = (title: string, request: string): string =>
  `## ${title}\n\n\`\`\`\n${request}\n\`\`\`\n\n> ${explain(request, facts).advice ?? ''}\n`;

const document = (): string =>
  [
    '# Ten mistakes, explained',
    '',
    '`explain(query, facts)` tells the developer of a client what to change. It is made from the rules that decide, and this page is',
    'made by the tests from what it says. It is for logs and tests; the browser is never told as much.',
    '',
    ...mistakes.map(([title, request]) => sectionOf(title, request)),
    '## The whole explanation',
    '',
    'Every rule in its order, with its requirements and its paragraph. Here the last mistake but one:',
    '',
    '```',
    formatExplanation(explain(mistakes[8]?.[1] ?? '', facts)),
    '```',
    '',
  ].join('\n');

describe('explain', () => {
  it('tells what to change about ten real mistakes, as docs/explain.md shows.', async () => {
    await expect(document()).toMatchFileSnapshot('../../../../../../docs/explain.md');
  });

  it.each(mistakes)(
    '%s: exactly one rule failed; those before it passed, and those after it were not reached.',
    (_title, request) => {
      const outcomes = explain(request, facts).rules.map(({ outcome }) => outcome);
      const failed = outcomes.indexOf('failed');
      expect(failed).toBeGreaterThan(0);
      expect(outcomes).toEqual(
        outcomes.map((_, index) => (index < failed ? 'passed' : index === failed ? 'failed' : 'notReached')),
      );
      expect(outcomes).toHaveLength(authorizationRules.length);
    },
  );

  it('says that all passed where a code is issued, and has no advice.', () => {
    const { rules, advice, decision } = explain(query({}), facts);
    expect(decision.kind).toBe('issue');
    expect(rules.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(advice).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ['a hexadecimal challenge', query({ code_challenge: 'a'.repeat(64) }), 'is hexadecimal'],
    ['a padded challenge', query({ code_challenge: `${right.code_challenge}=` }), 'padded'],
    ['a short challenge', query({ code_challenge: 'short' }), 'has 5 characters'],
    ['a method left out', query({ code_challenge_method: undefined }), 'is missing, which means plain'],
    ['a method in lower case', query({ code_challenge_method: 's256' }), 'code_challenge_method is "s256"'],
    ['a malformed parameter', `${query({ scope: undefined })}&scope=%FF`, 'scope is not UTF-8'],
    ['another response type', query({ response_type: 'token' }), 'response_type is "token"'],
    ['a missing client_id', query({ client_id: undefined }), 'client_id is missing'],
  ])('knows %s.', (_title, request, says) => {
    expect(explain(request, facts).advice).toContain(says);
  });

  it('knows why PKCE is required where the policy requires it of every client.', () => {
    const confidential = defineClient({
      client_id: 'app',
      redirect_uris: right.redirect_uri.split(' '),
      client_secret: 'x',
      require_pkce: false,
    });
    const policy = definePolicy({
      issuer: 'https://login.example',
      scopes: { read: { name: 'Read' } },
      pkce: 'always',
    });
    const request = query({ code_challenge: undefined, code_challenge_method: undefined });
    expect(explain(request, { ...facts, policy, client: () => confidential }).advice).toContain(
      'the policy requires it of every client',
    );
  });

  it('says who must do something where nobody is signed in, or nobody was asked.', () => {
    expect(explain(query({}), { ...facts, owner: undefined }).advice).toContain('Nobody is signed in');
    const asked: Facts = { ...facts, consent: () => ({ remembered: [], answer: { kind: 'none' } }) };
    expect(explain(query({}), asked).advice).toContain('has not allowed this scope yet');
    const denied: Facts = { ...facts, consent: () => ({ remembered: [], answer: { kind: 'deny' } }) };
    expect(explain(query({}), denied).advice).toContain('denied');
  });

  it('repeats neither a state nor a challenge.', () => {
    for (const [, request] of mistakes) {
      const text = formatExplanation(explain(request, facts));
      expect(text).not.toContain(right.state);
      expect(text).not.toContain(right.code_challenge);
    }
  });
});

describe('nearestRedirectUri', () => {
  it.each([
    ['https://user@app.example/callback', 'user name', undefined, 'user'],
    ['https://app.example:444/callback', 'port', undefined, '444'],
    ['https://app.example/callback?x=1', 'query', undefined, 'x=1'],
    ['https://app.example/callback#x', 'fragment', undefined, 'x'],
    ['https://app.example.evil/callback', 'host', 'app.example', 'app.example.evil'],
  ])('%s differs in the %s.', (requested, component, registered, sent) => {
    expect(nearestRedirectUri(app.redirect_uris, requested)).toEqual({
      registered: 'https://app.example/callback',
      differences: [{ component, registered, requested: sent }],
    });
  });

  it('takes the one with the fewest differences, and of these the one that begins alike.', () => {
    const registered = ['https://a.example/one', 'https://b.example/two', 'https://b.example/three'];
    expect(nearestRedirectUri(registered, 'https://b.example/twos')?.registered).toBe('https://b.example/two');
    expect(nearestRedirectUri([], 'https://b.example/twos')).toBeUndefined();
  });

  it('takes apart what is no URI at all.', () => {
    expect(nearestRedirectUri(['https://app.example/cb'], '//')?.differences.map(({ component }) => component)).toEqual(
      ['scheme', 'host', 'path'],
    );
  });
});
