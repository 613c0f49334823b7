import { authorizationServerMetadata, metadataPath, type PolicySettings } from '@codegrant/core';
import { issuerOrigin } from '@codegrant/core/internal';
import { metadataSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../fixtures/policy.ts';

const paths = { authorize: '/oauth/authorize', token: '/oauth/token' };

const metadataOf = (changes: Partial<PolicySettings> = {}): ReturnType<typeof authorizationServerMetadata> =>
  authorizationServerMetadata(policyOf(changes), paths);

describe('The metadata of a server', () => {
  it('lists what the server supports, and nothing else (R69, R121, R166, R168).', () => {
    expect(metadataOf()).toEqual({
      issuer: 'https://login.example',
      authorization_endpoint: 'https://login.example/oauth/authorize',
      token_endpoint: 'https://login.example/oauth/token',
      scopes_supported: ['read', 'write'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it('names the URL of the public keys of access tokens, if there are any (R261).', () => {
    const metadata = authorizationServerMetadata(policyOf(), { ...paths, jwks: '/oauth/jwks' });
    expect(metadata.jwks_uri).toBe('https://login.example/oauth/jwks');
    expect(v.is(metadataSchema, metadata)).toBe(true);
  });

  it('lists the resources, spelt as in the policy (R207).', () => {
    const resources = { 'https://API.example/mcp': { name: 'Mail' }, 'http://127.0.0.1:8080': { name: 'Local' } };
    const metadata = metadataOf({ resources });
    expect(metadata.protected_resources).toEqual(['https://API.example/mcp', 'http://127.0.0.1:8080']);
    expect(v.is(metadataSchema, metadata)).toBe(true);
  });

  it.each([
    ['https://login.example', 'https://login.example'],
    ['https://login.example/', 'https://login.example'],
    ['https://login.example:8443/tenant/a', 'https://login.example:8443'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000'],
    ['http://[::1]', 'http://[::1]'],
    ['https://LOGIN.example/Tenant', 'https://LOGIN.example'],
  ])('has the issuer %s as it was set, and URLs that begin with %s.', (issuer, origin) => {
    expect(issuerOrigin(issuer)).toBe(origin);
    expect(metadataOf({ issuer })).toMatchObject({
      issuer,
      authorization_endpoint: `${origin}/oauth/authorize`,
      token_endpoint: `${origin}/oauth/token`,
    });
  });

  it.each<[readonly ('S256' | 'plain')[] | undefined, readonly string[]]>([
    [undefined, ['S256']],
    [['S256'], ['S256']],
    [
      ['S256', 'plain'],
      ['S256', 'plain'],
    ],
    [
      ['plain', 'S256'],
      ['S256', 'plain'],
    ],
    [['plain'], ['plain']],
  ])(
    'lists the challenge methods of the policy, the best first: of %j it lists %j (R121).',
    (codeChallengeMethods, listed) => {
      expect(metadataOf({ codeChallengeMethods }).code_challenge_methods_supported).toEqual(listed);
    },
  );

  it('matches its schema.', () => {
    for (const issuer of ['https://login.example', 'https://login.example/tenant', 'http://127.0.0.1:3000'])
      expect(v.is(metadataSchema, JSON.parse(JSON.stringify(metadataOf({ issuer }))))).toBe(true);
    expect(v.is(metadataSchema, { ...metadataOf(), scopes_supported: [] })).toBe(false);
    expect(v.is(metadataSchema, { ...metadataOf(), more: true })).toBe(false);
  });
});

describe('The path of the metadata', () => {
  it.each([
    ['https://login.example', ''],
    ['https://login.example/', ''],
    ['https://login.example:8443', ''],
    ['https://login.example/tenant', '/tenant'],
    ['https://login.example/tenant/', '/tenant'],
    ['https://login.example/tenant/a', '/tenant/a'],
    ['http://[::1]:3000/tenant', '/tenant'],
  ])('of the issuer %s ends in "%s", without a final slash (R167).', (issuer, rest) => {
    expect(metadataPath(issuer)).toBe(`/.well-known/oauth-authorization-server${rest}`);
  });
});
