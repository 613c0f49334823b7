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
    says:
      'The logo of the client. The consent page of the server does not show it: only [`consentUrl`](#consenturl) pages are ' +
      'told of it.',
    example: 'https://warehouse.example/logo.svg',
    default: ({ logo_uri }) => logo_uri,
    refused: ['logo.svg'],
  },
  policy_uri: {
    says: 'The privacy policy of the client. Only [`consentUrl`](#consenturl) pages are told of it.',
    example: 'https://warehouse.example/privacy',
    default: ({ policy_uri }) => policy_uri,
    refused: ['/privacy'],
  },
  tos_uri: {
    says: 'The terms of service of the client. Only [`consentUrl`](#consenturl) pages are told of them.',
    example: 'https://warehouse.example/terms',
    default: ({ tos_uri }) => tos_uri,
    refused: ['/terms'],
  },
  redirect_uris: {
    says:
      'Where answers may go, at least one: https, http on `127.0.0.1`, `[::1]` or `localhost`, or a private-use scheme with a ' +
      'dot in it (`com.example.app:/callback`). No fragment, no wildcard. A request must send one of them, byte for byte; on ' +
      'loopback the port may differ, and `localhost` is not `127.0.0.1`.',
    example: ['https://warehouse.example/callback', 'http://127.0.0.1/callback'],
    refused: [[], ['http://app.example/callback'], ['https://*.app.example/callback'], ['myapp:/callback']],
  },
  token_endpoint_auth_method: {
    says:
      'How the client authenticates at the token endpoint (RFC 7591 §2). `none` is for clients without a secret, the other ' +
      'two need one. A client that names one must use it.',
    example: 'client_secret_basic',
    beside: { client_secret: secret },
    default: {
      says: '`none` without a secret; with one, `client_secret_basic` or `client_secret_post`, as the client likes',
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
      'The secret in clear: visible ASCII characters and spaces. Only its SHA-256 is kept, so it must be random, at least 32 ' +
      'bytes. `undefined` and the empty string throw, so that an environment variable that is not set does not make a public ' +
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
      'The SHA-256 of each secret that is accepted, as `hashClientSecret` makes it: 43 characters of base64url. List the old ' +
      'and the new one to change a secret. Those of `client_secret` are added.',
    example: [hashClientSecret(secret)],
    default: ({ client_secret_hashes }) => client_secret_hashes,
    refused: [[], [secret.slice(1)]],
  },
  grant_types: {
    says:
      'RFC 7591 §2. Without `authorization_code` the client gets no code. Other grant types are accepted here and have no ' +
      'effect.',
    example: ['authorization_code', 'refresh_token'],
    default: ({ grant_types }) => grant_types,
    refused: [[], 'authorization_code'],
  },
  response_types: {
    says: 'RFC 7591 §2. Without `code` the client gets no code. Other response types are accepted here and have no effect.',
    example: ['code'],
    default: ({ response_types }) => response_types,
    refused: [[], 'code'],
  },
  scope: {
    says:
      'The scopes that the client may ask for: one string, one space between tokens. A token that the policy does not have is ' +
      'accepted here and granted never.',
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
    says:
      'The scopes that the user cannot leave out when allowing the client, if it asks for them: one string, one space between ' +
      'tokens. Each must be in `scope`, where there is one. `requiredScope` of the policy is added.',
    example: 'read',
    beside: { scope: 'read write' },
    default: ({ required_scope }) => required_scope,
    refused: ['', 'read  write'],
  },
  consent: {
    says:
      '`skip` grants what is asked for without asking the user, for your own apps. The user must still sign in. It needs a ' +
      'secret, or only https redirect URIs that are not on the device of the user.',
    example: 'skip',
    default: ({ consent }) => consent,
    refused: ['never', false],
  },
  verified: {
    says:
      '`true` says that you know who publishes the client, and that `client_name` and `client_uri` are true. The consent page ' +
      'then says so of the host of `client_uri`, and else that the client says it. Your own consent page is told of it. Nothing ' +
      'else depends on it.',
    example: true,
    default: ({ verified }) => verified,
    refused: ['yes'],
  },
  require_pkce: {
    says:
      '`false` lets a client with a secret leave PKCE out, unless `pkce` of the policy is `always`. For a client without a ' +
      'secret it throws.',
    example: false,
    beside: { client_secret: secret },
    default: ({ require_pkce }) => require_pkce,
    refused: ['no'],
  },
  code_challenge_methods: {
    says: 'The PKCE methods that the client may use, in place of those of the policy.',
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
    says: '`exact` makes the port of a loopback redirect URI count. With `any` the client may listen on any port (RFC 8252 §7.3).',
    example: 'exact',
    beside: { redirect_uris: ['http://127.0.0.1:8912/callback'] },
    default: ({ loopback_port }) => loopback_port,
    refused: [8912],
  },
  token_redirect_uri: {
    says:
      '`optional` lets the client leave `redirect_uri` out of its token request, as OAuth 2.1 does. One that is sent must be ' +
      'right under both.',
    example: 'optional',
    default: ({ token_redirect_uri }) => token_redirect_uri,
    refused: [false],
  },
  custom_redirect_schemes: {
    says:
      'Schemes without a dot that the redirect URIs may have, in lower case and without the colon. Any app can claim such a ' +
      'scheme. Dangerous ones, such as `javascript`, stay refused.',
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
