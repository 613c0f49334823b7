import { authorizationRules, type ClientMetadata, explain, type Facts, formatExplanation } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf, registryOf } from '../../../fixtures/client.ts';
import { consentOf, deny, none } from '../../../fixtures/consent.ts';
import { factsOf } from '../../../fixtures/facts.ts';
import { challenge } from '../../../fixtures/pkce.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { queryOf } from '../../../fixtures/request.ts';

const app = clientOf({
  redirect_uris: ['https://app.example/callback', 'https://app.example/Other%7E'],
  scope: 'read',
});
const cli = clientOf({ client_id: 'cli', redirect_uris: ['http://127.0.0.1:8080/callback'], loopback_port: 'exact' });

const facts: Facts = factsOf({ client: registryOf(app, cli), consent: consentOf(none, ['read']) });

/** A valid request of {@link app}, with some parameters changed. */
const query = (changes: Parameters<typeof queryOf>[0]): string =>
  queryOf({ redirect_uri: 'https://app.example/callback', state: 'a-secret-state', ...changes });

const mistakes: readonly (readonly [title: string, request: string])[] = [
  ['An extra slash', query({ redirect_uri: 'https://app.example/callback/' })],
  ['http in place of https', query({ redirect_uri: 'http://app.example/callback' })],
  ['Another port', query({ client_id: 'cli', redirect_uri: 'http://127.0.0.1:8081/callback' })],
  ['Another letter case', query({ redirect_uri: 'https://app.example/Callback' })],
  ['An encoded path', query({ redirect_uri: 'https://app.example/Other~' })],
  ['No PKCE', query({ code_challenge: undefined, code_challenge_method: undefined })],
  ['plain, which the client may not use', query({ code_challenge_method: 'plain' })],
  ['An unknown scope, and a scope that the client may not request', query({ scope: 'read admin write' })],
  ['A repeated parameter', `${query({})}&scope=read`],
  ['An unknown client', query({ client_id: 'app-staging' })],
];

const sectionOf = (title: string, request: string): string =>
  `## ${title}\n\n\`\`\`\n${request}\n\`\`\`\n\n> ${explain(request, facts).advice ?? ''}\n`;

const document = (): string =>
  [
    '# Ten mistakes, explained',
    '',
    '`explain(query, facts)` tells the developer of a client what to change in an authorization request. `explain` applies the rules of the',
    'server. Use the explanation in logs and tests, but never show it on a page. The tests generate this document from the output of `explain`.',
    '',
    ...mistakes.map(([title, request]) => sectionOf(title, request)),
    '## The whole explanation',
    '',
    '`formatExplanation` writes one line for each rule, in order. Each line names the requirements that the rule enforces, and a section of an',
    'RFC. ✓ marks a rule that passed, ✗ marks the rule that failed, and · marks a rule that was not reached. `formatExplanation` writes the',
    'following lines for the request in “A repeated parameter”:',
    '',
    '```',
    formatExplanation(explain(mistakes[8]?.[1] ?? '', facts)),
    '```',
    '',
  ].join('\n');

describe('explain', () => {
  it('says what to change about ten real mistakes, as docs/explain.md shows.', async () => {
    await expect(document()).toMatchFileSnapshot('../../../../../../docs/explain.md');
  });

  it.each(mistakes)(
    '%s: one rule failed, the rules before it passed, and the rules after it were not reached.',
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

  it('has only rules that passed, and no advice, if a code is issued.', () => {
    const { rules, advice, decision } = explain(query({}), facts);
    expect(decision.kind).toBe('issue');
    expect(rules.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(advice).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ['a hexadecimal challenge', query({ code_challenge: 'a'.repeat(64) }), 'is hexadecimal'],
    ['a padded challenge', query({ code_challenge: `${challenge}=` }), 'padded'],
    ['a short challenge', query({ code_challenge: 'short' }), 'has 5 characters'],
    ['a method left out', query({ code_challenge_method: undefined }), 'is missing, which means plain'],
    ['a method in lower case', query({ code_challenge_method: 's256' }), 'code_challenge_method is "s256"'],
    ['a malformed parameter', `${query({ scope: undefined })}&scope=%FF`, 'scope is not percent-encoded UTF-8'],
    ['another response type', query({ response_type: 'token' }), 'response_type is "token"'],
    ['a missing client_id', query({ client_id: undefined }), 'client_id is missing'],
  ])('gives advice on %s.', (_title, request, says) => {
    expect(explain(request, facts).advice).toContain(says);
  });

  it('says if the policy requires PKCE of every client.', () => {
    const confidential = clientOf({ redirect_uris: app.redirect_uris, client_secret: 'x', require_pkce: false });
    const policy = policyOf({ pkce: 'always' });
    const request = query({ code_challenge: undefined, code_challenge_method: undefined });
    expect(explain(request, { ...facts, policy, client: () => confidential }).advice).toContain(
      'The policy requires PKCE of every client.',
    );
  });

  describe('of resources', () => {
    const resources = {
      'https://api.example/mcp': { name: 'Mail', scopes: ['read'] },
      'https://files.example': { name: 'Files', scopes: ['write'] },
    };
    const adviceWith = (changes: string, policy = policyOf({ resources })): string =>
      explain(query({ scope: undefined }) + changes, { ...facts, client: () => anyScope, policy }).advice ?? '';
    const anyScope = clientOf({ redirect_uris: app.redirect_uris });

    it.each([
      ['a fragment', '&resource=https://api.example/mcp%23x', 'resource is "https://api.example/mcp#x".'],
      ['an undecodable resource', '&resource=%FF', 'not percent-encoded UTF-8'],
      ['no resource', '', 'The policy has these resources: https://api.example/mcp, https://files.example.'],
      ['no resource', '', 'set defaultResource in the policy'],
      ['an extra slash', '&resource=https://api.example/mcp/', 'Did you mean https://api.example/mcp?'],
      ['http', '&resource=http://files.example', 'Did you mean https://files.example?'],
      ['the default port', '&resource=https://files.example:443/', 'Did you mean https://files.example?'],
      [
        'an unknown resource',
        '&resource=https://x.example',
        'The resource "https://x.example" is not in the policy. The',
      ],
      [
        'a scope of another resource',
        '&scope=read+write&resource=https://API.example/mcp',
        'The scope "write" belongs to https://files.example, but the request is for https://api.example/mcp. Remove',
      ],
    ])('says what to change about %s: %j.', (_what, changes, says) => {
      expect(adviceWith(changes)).toContain(says);
    });

    it('names the default resource if the scope does not belong to it.', () => {
      const policy = policyOf({ resources, defaultResource: ['https://files.example'] });
      expect(adviceWith('&scope=read', policy)).toContain('but the request is for https://files.example');
    });

    it('notes that resource is ignored by a policy without resources, and nothing else (R208).', () => {
      for (const sent of ['&resource=https://a.example', '&resource=a&resource=b', '&resource=%FF']) {
        const explanation = explain(query({}) + sent, facts);
        expect(explanation.decision.kind).toBe('issue');
        expect(explanation.notes).toEqual([expect.stringContaining('the server ignores the parameter')]);
        expect(formatExplanation(explanation)).toContain('\nNote: resource was sent, but the policy has no resources');
      }
      expect(explain(query({}), facts).notes).toEqual([]);
      const policy = policyOf({ resources });
      expect(explain(`${query({})}&resource=https://api.example/mcp`, { ...facts, policy }).notes).toEqual([]);
    });
  });

  it('notes why an error of a client that is not trusted stays on a page, and nothing for other clients (R294).', () => {
    const notesFor = (changes: Partial<ClientMetadata>): readonly string[] =>
      explain(queryOf({ scope: 'admin' }), factsOf({ client: registryOf(clientOf(changes)) })).notes;
    expect(notesFor({ origin: 'self' })).toEqual([
      expect.stringMatching(/^The client is not trusted, and its origin is self: the error stays on a page/),
    ]);
    expect(notesFor({ origin: 'self', trusted: true })).toEqual([]);
    expect(notesFor({})).toEqual([]);
  });

  it('says what the owner must do: sign in, or answer.', () => {
    expect(explain(query({}), { ...facts, owner: undefined }).advice).toContain('Nobody is signed in');
    const asked: Facts = { ...facts, consent: consentOf(none) };
    expect(explain(query({}), asked).advice).toContain('has not allowed this scope yet');
    const denied: Facts = { ...facts, consent: consentOf(deny) };
    expect(explain(query({}), denied).advice).toContain('denied');
  });

  it('repeats neither the state nor the challenge.', () => {
    for (const [, request] of mistakes) {
      const text = formatExplanation(explain(request, facts));
      expect(text).not.toContain('a-secret-state');
      expect(text).not.toContain(challenge);
    }
  });
});
