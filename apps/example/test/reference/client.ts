import { type Client, type ClientMetadata, defineClient, hashClientSecret, readClient } from '@codegrant/server';
import { expect } from 'vitest';
import type { Entries } from './entries.ts';
import { leastOptions, startWalk } from './walk.ts';

/** The least that a client can be made of. */
export const leastClient: ClientMetadata = { client_id: 'app', redirect_uris: ['https://app.example/callback'] };

// Random, as a secret must be. It is no secret any more.
const secret = 'hD0x3Yb5X1v7nCqKk2uW9sRzJ4mTgLfEoPaQiVwUyBc';

export const clientEntries: Entries<ClientMetadata, Client> = {
  client_id: {
    says: 'The identifier of the client: visible ASCII characters and spaces.',
    example: 'warehouse',
    refused: ['', 'käse', 7],
  },
  client_name: {
    says: 'The name on the consent page.',
    example: 'The warehouse',
    default: {
      says: 'the `client_id`',
      shownBy: () => expect(defineClient(leastClient).client_name).toBe(leastClient.client_id),
    },
    refused: [''],
  },
  client_uri: {
    says: 'The home page of the client, http or https. The consent page shows its host.',
    example: 'https://warehouse.example',
    default: ({ client_uri }) => client_uri,
    refused: ['warehouse.example', 'javascript:alert(1)'],
  },
  logo_uri: {
    says: 'The logo of the client. The server’s own consent page does not show it. Only your own [`consentUrl`](#consenturl) page receives it.',
    example: 'https://warehouse.example/logo.svg',
    default: ({ logo_uri }) => logo_uri,
    refused: ['logo.svg'],
  },
  policy_uri: {
    says: 'The privacy policy of the client. Only your own [`consentUrl`](#consenturl) page receives it.',
    example: 'https://warehouse.example/privacy',
    default: ({ policy_uri }) => policy_uri,
    refused: ['/privacy'],
  },
  tos_uri: {
    says: 'The terms of service of the client. Only your own [`consentUrl`](#consenturl) page receives them.',
    example: 'https://warehouse.example/terms',
    default: ({ tos_uri }) => tos_uri,
    refused: ['/terms'],
  },
  redirect_uris: {
    says:
      'At least one redirect URI. Each is an https URI, an http URI on `127.0.0.1`, `[::1]` or `localhost`, or a URI with a private-use scheme that ' +
      'contains a dot (`com.example.app:/callback`). Fragments and wildcards are not allowed. A request must send one of these URIs, byte for byte. On ' +
      'loopback, the port may differ. `localhost` does not match `127.0.0.1`.',
    example: ['https://warehouse.example/callback', 'http://127.0.0.1/callback'],
    refused: [[], ['http://app.example/callback'], ['https://*.app.example/callback'], ['myapp:/callback']],
  },
  token_endpoint_auth_method: {
    says:
      'How the client authenticates at the token endpoint (RFC 7591 §2). `none` is for clients without a secret. The other ' +
      'two methods require a secret. If a method is set, the client must use it.',
    example: 'client_secret_basic',
    beside: { client_secret: secret },
    default: {
      says: '`none` without a secret; with a secret, either `client_secret_basic` or `client_secret_post`',
      shownBy: () => {
        expect(defineClient(leastClient).token_endpoint_auth_methods).toEqual(['none']);
        expect(defineClient({ ...leastClient, client_secret: secret }).token_endpoint_auth_methods).toEqual([
          'client_secret_basic',
          'client_secret_post',
        ]);
      },
    },
    refused: ['private_key_jwt'],
  },
  client_secret: {
    says:
      'The secret as plain text: visible ASCII characters and spaces. The server keeps only its SHA-256, so the secret must be random and ' +
      'at least 32 bytes long. `undefined` and the empty string throw, so that an unset environment variable does not create a public ' +
      'client.',
    example: secret,
    default: {
      says: 'none: a public client',
      shownBy: () => expect(defineClient(leastClient).client_secret_hashes).toEqual([]),
    },
    refused: ['', undefined, 'schlüssel'],
  },
  client_secret_hashes: {
    says:
      'The SHA-256 of each accepted secret, as `hashClientSecret` returns it: 43 base64url characters. To rotate a secret, list the hashes of the old ' +
      'and the new one. The hash of `client_secret` is added to the list.',
    example: [hashClientSecret(secret)],
    default: ({ client_secret_hashes }) => client_secret_hashes,
    refused: [[], [secret.slice(1)]],
  },
  grant_types: {
    says:
      'The grant types of the client (RFC 7591 §2). Without `authorization_code`, the client receives no code. Other grant types are accepted here, but have no ' +
      'effect.',
    example: ['authorization_code', 'refresh_token'],
    default: ({ grant_types }) => grant_types,
    refused: [[], 'authorization_code'],
  },
  response_types: {
    says: 'The response types of the client (RFC 7591 §2). Without `code`, the client receives no code. Other response types are accepted here, but have no effect.',
    example: ['code'],
    default: ({ response_types }) => response_types,
    refused: [[], 'code'],
  },
  scope: {
    says:
      'The scopes that the client may request: one string, with one space between tokens. A token that is not in the policy is ' +
      'accepted here but never granted.',
    example: 'read write',
    default: {
      says: 'every scope of the policy',
      shownBy: async () => {
        expect(defineClient(leastClient).scope).toBeUndefined();
        expect((await startWalk().authorize({ scope: 'read write' })).status).toBe(200);
      },
    },
    refused: ['', 'read  write', ['read']],
  },
  required_scope: {
    says: 'If the client requests one of these scopes, the grant must include it. Write them as one string, with a single space between scopes. If `scope` is set, it must contain each of them. The scopes in `requiredScope` of the policy are required too.',
    example: 'read',
    beside: { scope: 'read write' },
    default: ({ required_scope }) => required_scope,
    refused: ['', 'read  write'],
  },
  consent: {
    says:
      '`skip` is for your own apps: the server grants the requested scope without asking the user. The user must still sign in. A client with a ' +
      'secret may use `skip`. A client without a secret may use it if all its redirect URIs are https and none is on the user’s own device, such as `localhost`.',
    example: 'skip',
    default: ({ consent }) => consent,
    refused: ['never', false],
  },
  verified: {
    says:
      '`true` means that you know the publisher of the client, and that `client_name` and `client_uri` are true. The consent page ' +
      'then says that the app is published by the host of `client_uri`. Otherwise, it says that this is only a claim of the app. Your own consent page receives the value. Nothing ' +
      'else depends on it.',
    example: true,
    default: ({ verified }) => verified,
    refused: ['yes'],
  },
  require_pkce: {
    says:
      '`false` allows a client with a secret to omit PKCE, unless `pkce` of the policy is `always`. It throws for a client without a ' +
      'secret.',
    example: false,
    beside: { client_secret: secret },
    default: ({ require_pkce }) => require_pkce,
    refused: ['no'],
  },
  code_challenge_methods: {
    says: 'The PKCE methods that the client may use, instead of those of the policy.',
    example: ['S256', 'plain'],
    default: {
      says: '`codeChallengeMethods` of the policy',
      shownBy: async () => {
        const plain = { code_challenge_method: 'plain' };
        expect((await startWalk().authorize(plain)).headers.get('location')).toContain('error=invalid_request');
        const allowing = startWalk({ policy: { ...leastOptions.policy, codeChallengeMethods: ['plain'] } });
        expect((await allowing.authorize(plain)).status).toBe(200);
      },
    },
    refused: [[], ['s256']],
  },
  loopback_port: {
    says: 'With `exact`, the port of a loopback redirect URI must match too. With `any`, the client may listen on any port (RFC 8252 §7.3).',
    example: 'exact',
    beside: { redirect_uris: ['http://127.0.0.1:8912/callback'] },
    default: ({ loopback_port }) => loopback_port,
    refused: [8912],
  },
  token_redirect_uri: {
    says:
      '`optional` allows the client to omit `redirect_uri` from its token request, as in OAuth 2.1. If the client sends it, it ' +
      'must be correct with either value.',
    example: 'optional',
    default: ({ token_redirect_uri }) => token_redirect_uri,
    refused: [false],
  },
  custom_redirect_schemes: {
    says:
      'Schemes without a dot that the redirect URIs may use. Write them in lower case and without the colon. Any app can claim such a ' +
      'scheme. Dangerous schemes, such as `javascript`, are always refused.',
    example: ['cursor'],
    beside: { redirect_uris: ['cursor://auth/callback'] },
    default: {
      says: 'none',
      shownBy: () => {
        const cursor = { client_id: 'app', redirect_uris: ['cursor://auth/callback'] };
        expect(readClient(cursor).kind).toBe('invalid');
        expect(readClient({ ...cursor, custom_redirect_schemes: ['cursor'] }).kind).toBe('valid');
      },
    },
    refused: [[], ['cursor:'], ['Cursor']],
  },
};
