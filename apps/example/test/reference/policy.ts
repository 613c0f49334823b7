import { definePolicy, type Policy, type PolicySettings, type ScopeDescription } from '@codegrant/server';
import { expect } from 'vitest';
import type { Entries, FieldEntries } from './entries.ts';

/** The least that a policy can be made of. */
export const leastPolicy: PolicySettings = {
  issuer: 'https://login.example',
  scopes: { read: { name: 'Read your messages' }, write: { name: 'Write messages' } },
};

export const policyEntries: Entries<PolicySettings, Policy> = {
  issuer: {
    says:
      'The identifier of the authorization server. The server sends it as `iss`, exactly as written here. It must be an https URL ' +
      'without a query, fragment or user name. Its path must not contain any of `* : ( ) %`. http is accepted on `127.0.0.1`, `[::1]` and ' +
      '`localhost`. The endpoints use this scheme and host, and the paths in [`paths`](#paths). The path of the issuer is not added to them.',
    example: 'https://login.example',
    refused: ['http://login.example', 'https://login.example?tenant=1', 'login.example'],
  },
  scopes: {
    says:
      'All scopes. Each key is the token of a scope, and each value is [its description for the user](#scopedescription). A token contains no space, ' +
      'quotation mark or backslash. A request for an unknown scope is rejected with `invalid_scope`. The metadata lists the scopes in this order.',
    example: { read: { name: 'Read your messages' }, write: { name: 'Write messages', description: 'As yourself.' } },
    refused: [{}, { 'read write': { name: 'Both' } }, { read: 'Read your messages' }],
  },
  defaultScope: {
    says:
      'The scope of a request without `scope`. It is reduced to the scopes that the client may request. If none is left, the request is rejected with ' +
      '`invalid_scope`. To set no default, omit the option: an empty list throws.',
    example: ['read'],
    default: ({ defaultScope }) => defaultScope,
    refused: [[], ['unknown'], 'read'],
  },
  requiredScope: {
    says:
      'If a client requests one of these scopes, the grant must include it. They are added to `required_scope` of ' +
      'the client, but not to the requested scopes. To require none, omit the option: an empty list throws.',
    example: ['read'],
    default: ({ requiredScope }) => requiredScope,
    refused: [[], ['unknown'], 'read'],
  },
  pkce: {
    says:
      'The clients that must use PKCE. `always`: every client. `require_pkce: false` of a client then has no effect. ' +
      '`unlessRegistered`: every client except confidential clients that are registered with `require_pkce: false`. A public ' +
      'client must always use PKCE.',
    example: 'always',
    default: ({ pkce }) => pkce,
    refused: ['never'],
  },
  codeChallengeMethods: {
    says:
      'The PKCE methods for clients that do not list their own. `plain` is weaker: list it only if a client cannot ' +
      'use `S256`. If a request has a challenge but no method, the method is `plain` (RFC 7636 §4.3).',
    example: ['S256', 'plain'],
    default: ({ codeChallengeMethods }) => codeChallengeMethods,
    refused: [[], ['s256']],
  },
  codeLifetimeSeconds: {
    says: 'How long a code is valid: a whole number from 1 to 600.',
    unit: 'seconds',
    example: 30,
    default: ({ codeLifetimeSeconds }) => codeLifetimeSeconds,
    refused: [0, 601, 1.5, '60'],
  },
  consentLifetimeSeconds: {
    says:
      'How long the user may take to answer the consent page: a whole number from 1 to 3600. A later answer is rejected with ' +
      '`consent_token_expired`.',
    unit: 'seconds',
    example: 300,
    default: ({ consentLifetimeSeconds }) => consentLifetimeSeconds,
    refused: [0, 3601, 1.5, '600'],
  },
  rememberConsent: {
    says:
      'The clients for which consent is remembered. Their users are not asked again for scopes that they have already allowed. `provenClients`: clients with a secret, ' +
      'and requests with an https redirect URI on a website. `everyClient`: all clients, including native ' +
      'apps, although any program on the device can pretend to be such an app. `never`: no client. The allowed scopes are passed to ' +
      '`consents.remember` in all three cases.',
    example: 'never',
    default: ({ rememberConsent }) => rememberConsent,
    refused: ['always'],
  },
  insecureIssuer: {
    says:
      '`allow` accepts an `http://` issuer that is not on loopback, and http URLs in `signInUrl` and `consentUrl`. Codes, ' +
      'tokens and passwords then travel unencrypted. Use it for test networks only.',
    example: 'allow',
    default: {
      says: 'not allowed',
      shownBy: () => {
        const insecure: PolicySettings = { ...leastPolicy, issuer: 'http://login.example' };
        expect(() => definePolicy(insecure)).toThrow('issuer');
        expect(definePolicy({ ...insecure, insecureIssuer: 'allow' }).issuer).toBe('http://login.example');
      },
    },
    refused: [true],
  },
};

export const scopeDescriptionEntries: FieldEntries<ScopeDescription> = {
  name: { says: 'A short name for the consent page: what the client wants to do.', example: 'Read your messages' },
  description: { says: 'An additional sentence for the consent page.', example: 'It sees who wrote to you, and when.' },
};
