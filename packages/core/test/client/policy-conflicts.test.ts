import type { ClientMetadata, PolicySettings } from '@codegrant/core';
import { policyConflicts } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../fixtures/client.ts';
import { policyOf } from '../fixtures/policy.ts';

const conflictsOf = (client: Partial<ClientMetadata>, policy: Partial<PolicySettings> = {}): readonly string[] =>
  policyConflicts(clientOf(client), policyOf(policy));

const noScope = (member: string): string =>
  `${member} admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from ${member} of the client.`;

const noPlain =
  'code_challenge_method plain is registered for the client but not allowed by the policy: ' +
  'set policy.plainCodeChallenge, or remove it from code_challenge_methods of the client.';

describe('A registration and a policy', () => {
  it.each<[string, Partial<ClientMetadata>, Partial<PolicySettings>]>([
    ['no scope', {}, {}],
    ['scopes of the policy', { scope: 'read write', required_scope: 'read' }, {}],
    ['S256', { code_challenge_methods: ['S256'] }, {}],
    [
      'S256, though the policy lists plain alone',
      { code_challenge_methods: ['S256'] },
      { codeChallengeMethods: ['plain'] },
    ],
    ['plain, as the policy does', { code_challenge_methods: ['plain'] }, { codeChallengeMethods: ['S256', 'plain'] }],
    ['plain, which the policy allows', { code_challenge_methods: ['plain'] }, { plainCodeChallenge: 'ifRegistered' }],
  ])('agree about a client with %s.', (_what, client, policy) => {
    expect(conflictsOf(client, policy)).toEqual([]);
  });

  it('agree about the resources of introspection, or the conflict says what to change (R255).', () => {
    const api = 'https://api.example/mcp';
    const server = { client_secret: 's', introspection: [api] };
    expect(conflictsOf(server, { resources: { [api]: { name: 'API' } } })).toEqual([]);
    expect(conflictsOf({ client_secret: 's', introspection: 'any' })).toEqual([]);
    expect(conflictsOf(server, { resources: { 'https://API.example/mcp': { name: 'API' } } })).toEqual([
      `introspection ${api} is registered for the client but not declared in policy.resources: declare it there with the same spelling, or remove it from introspection of the client.`,
    ]);
  });

  it('agree about refresh tokens, or the conflict says what to change (R210).', () => {
    const grant_types = ['authorization_code', 'refresh_token'];
    const always = { grant_types, refresh_tokens: 'always' } as const;
    const offline = { grant_types, refresh_tokens: 'offline_access' } as const;
    expect(conflictsOf(always, { refreshTokens: 'always' })).toEqual([]);
    expect(conflictsOf({ grant_types, refresh_tokens: 'never' })).toEqual([]);
    expect(conflictsOf(always)).toEqual([
      'refresh_tokens always is registered for the client, but policy.refreshTokens is never: ' +
        'set it to offline_access or always, or remove refresh_tokens of the client.',
    ]);
    expect(conflictsOf(offline, { refreshTokens: 'always' })).toEqual([
      'refresh_tokens offline_access is registered for the client, but the scope offline_access is not declared in ' +
        'policy.scopes: declare it there, or remove refresh_tokens of the client.',
    ]);
    const scopes = { read: { name: 'Read' }, offline_access: { name: 'Stay' } };
    expect(conflictsOf(offline, { refreshTokens: 'always', scopes })).toEqual([]);
  });

  it.each<[string, Partial<ClientMetadata>, readonly string[]]>([
    ['a scope that the policy lacks', { scope: 'read admin' }, [noScope('scope')]],
    ['a required scope that the policy lacks', { required_scope: 'admin' }, [noScope('required_scope')]],
    [
      'one scope in both places',
      { scope: 'admin', required_scope: 'admin' },
      [noScope('scope'), noScope('required_scope')],
    ],
    ['a method that the policy lacks', { code_challenge_methods: ['S256', 'plain'] }, [noPlain]],
    ['both', { scope: 'admin', code_challenge_methods: ['plain'] }, [noScope('scope'), noPlain]],
  ])('disagree about a client with %s.', (_what, client, conflicts) => {
    expect(conflictsOf(client)).toEqual(conflicts);
  });
});
