import { type Client, type ClientMetadata, defineClient, hashClientSecret, readClient } from '@codegrant/server';
import { expect } from 'vitest';
import type { Entries } from './entries.ts';
import { leastOptions, startWalk } from './walk.ts';

/** The least that a client can be made of. */
export const leastClient: ClientMetadata = { client_id: 'app', redirect_uris: ['https://app.example/callback'] };

// Random, as a secret must be. It is no secret any more.
const secret = 'hD0x3Yb5X1v7nCqKk2uW9sRzJ4mTgLfEoPaQiVwUyBc';

const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

export const clientEntries: Entries<ClientMetadata, Client> = {
  client_id: {
    says: 'The identifier of the client: visible ASCII characters and spaces.',
    example: 'warehouse',
    refused: ['', 'käse', 7],
  },
  client_name: {
    says: 'The name of the client on the consent page.',
    example: 'The warehouse',
    default: {
      says: 'the `client_id`',
      shownBy: () => expect(defineClient(leastClient).client_name).toBe(leastClient.client_id),
    },
    refused: [''],
  },
  client_uri: {
    says: 'The home page of the client: an http or https URL. The consent page shows the host of this URL.',
    example: 'https://warehouse.example',
    default: ({ client_uri }) => client_uri,
    refused: ['warehouse.example', 'javascript:alert(1)'],
  },
  logo_uri: {
    says:
      'The URL of the client’s logo. The server’s consent page does not show the logo. Only your own consent page ' +
      '([`consentUrl`](#consenturl)) receives this URL.',
    example: 'https://warehouse.example/logo.svg',
    default: ({ logo_uri }) => logo_uri,
    refused: ['logo.svg'],
  },
  policy_uri: {
    says: 'The URL of the client’s privacy policy. Only your own consent page ([`consentUrl`](#consenturl)) receives this URL.',
    example: 'https://warehouse.example/privacy',
    default: ({ policy_uri }) => policy_uri,
    refused: ['/privacy'],
  },
  tos_uri: {
    says: 'The URL of the client’s terms of service. Only your own consent page ([`consentUrl`](#consenturl)) receives this URL.',
    example: 'https://warehouse.example/terms',
    default: ({ tos_uri }) => tos_uri,
    refused: ['/terms'],
  },
  redirect_uris: {
    says:
      'At least one redirect URI. Each redirect URI is an https URI, an http URI on loopback (`127.0.0.1`, `[::1]` or `localhost`), or a URI with a private-use scheme. The private-use scheme must contain a dot (`com.example.app:/callback`), or must be in [`custom_redirect_schemes`](#custom_redirect_schemes). Fragments and ' +
      'wildcards are not allowed. An authorization request must send one of these URIs, byte for byte. On loopback, only the port ' +
      'may differ. `localhost` does not match `127.0.0.1`. `http://127.0.0.1:33418` does not match `http://127.0.0.1:33418/`. ' +
      'Some editors send the form with the slash: register both forms. `registrationAdvice(client)` lists the redirect URIs whose form with the slash is not registered.',
    example: ['https://warehouse.example/callback', 'http://127.0.0.1/callback'],
    default: {
      says: 'none (required, unless `grant_types` is set without `authorization_code`)',
      shownBy: () => undefined,
    },
    refused: [[], ['http://app.example/callback'], ['https://*.app.example/callback'], ['myapp:/callback']],
  },
  token_endpoint_auth_method: {
    says:
      'How the client authenticates at the token endpoint (RFC 7591 §2). `none` is for clients without a secret. `client_secret_basic` and `client_secret_post` ' +
      'require a secret. `private_key_jwt` (RFC 7523) requires `jwks` or `jwks_uri`, and the option [`clientAssertions`](#clientassertions). A client with a secret may use both `client_secret_basic` and `client_secret_post`, unless `require_token_endpoint_auth_method` is `true`.',
    example: 'client_secret_basic',
    beside: { client_secret: secret },
    default: {
      says: '`none` for a client without a secret. A client with a secret may use `client_secret_basic` or `client_secret_post`.',
      shownBy: () => {
        expect(defineClient(leastClient).token_endpoint_auth_methods).toEqual(['none']);
        expect(defineClient({ ...leastClient, client_secret: secret }).token_endpoint_auth_methods).toEqual([
          'client_secret_basic',
          'client_secret_post',
        ]);
      },
    },
    refused: ['client_secret_jwt', 'client_secret_basic'],
  },
  require_token_endpoint_auth_method: {
    says: '`true` rejects every method except `token_endpoint_auth_method`. Many client libraries choose a method automatically, so test your client before you set `true`.',
    example: true,
    beside: { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret },
    default: {
      says: '`false`',
      shownBy: () => {
        const { token_endpoint_auth_methods: methods } = defineClient({
          ...leastClient,
          token_endpoint_auth_method: 'client_secret_basic',
          client_secret: secret,
        });
        expect(methods).toContain('client_secret_post');
      },
    },
    refused: ['client_secret_basic'],
  },
  token_endpoint_auth_signing_alg: {
    says: 'The algorithm with which a client with `private_key_jwt` signs. An assertion with another algorithm is rejected.',
    example: 'ES256',
    default: {
      says: 'every algorithm that the server accepts',
      shownBy: () => expect(defineClient(leastClient).token_endpoint_auth_signing_alg).toBeUndefined(),
    },
    refused: ['', 256],
  },
  jwks: {
    says:
      'The public keys of a client with `private_key_jwt`: a JSON Web Key Set (RFC 7517 §5). To rotate a key, list the old key and the new key. ' +
      'A server with [`clientAssertions`](#clientassertions) checks the keys.',
    example: { keys: [publicKey] },
    default: ({ jwks }) => jwks,
  },
  jwks_uri: {
    says: 'The https URL of the public keys of a client with `private_key_jwt`, in place of `jwks`. The server fetches the keys with the `fetch` of `privateKeyJwt`.',
    example: 'https://warehouse.example/jwks.json',
    default: ({ jwks_uri }) => jwks_uri,
    refused: ['', 7],
  },
  client_secret: {
    says:
      'The secret as plain text: visible ASCII characters and spaces. The server keeps only the SHA-256 hash of the secret. ' +
      'Therefore, the secret must be random and at least 32 bytes long. `undefined` and the empty string throw, so that an unset ' +
      'environment variable does not create a public client.',
    example: secret,
    default: {
      says: 'none, which makes a public client',
      shownBy: () => expect(defineClient(leastClient).client_secret_hashes).toEqual([]),
    },
    refused: ['', undefined, 'schlüssel'],
  },
  client_secret_hashes: {
    says:
      'The SHA-256 hash of each accepted secret, as `hashClientSecret` returns it: 43 base64url characters. To rotate a secret, ' +
      'list the hashes of the old secret and the new secret. The server adds the hash of `client_secret` to the list.',
    example: [hashClientSecret(secret)],
    default: ({ client_secret_hashes }) => client_secret_hashes,
    refused: [[], [secret.slice(1)]],
  },
  grant_types: {
    says:
      'The grant types of the client (RFC 7591 §2). Without `authorization_code`, the client receives no code. With `refresh_token`, the ' +
      'client receives refresh tokens if [`refreshTokens`](#refreshtokens) of the policy says so. With `client_credentials`, the client receives access tokens for itself: the client needs a secret and a `scope`, and [`grantTypes`](#granttypes) must have `clientCredentials`. ' +
      'With a name of [`grantTypes`](#granttypes), the client can use that grant type. The list may contain other standard grant types, but these grant types have no effect. Any other name is a problem at startup, if `clients` is a `clientList`.',
    example: ['authorization_code', 'refresh_token'],
    default: ({ grant_types }) => grant_types,
    refused: [[], 'authorization_code'],
  },
  response_types: {
    says:
      'The response types of the client (RFC 7591 §2). Without `code`, the client receives no code. The list may contain other ' +
      'response types, but these response types have no effect.',
    example: ['code'],
    default: ({ response_types }) => response_types,
    refused: [[], 'code'],
  },
  scope: {
    says:
      'The scopes that the client may request: one string, with one space between tokens. Each scope must be in `scopes` of the ' +
      'policy: see [`clients.find`](#clientsfind).',
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
      'If the client requests one of these scopes, the grant must include that scope. Write the scopes as one string, with one ' +
      'space between tokens. If `scope` is set, `scope` must contain every required scope. Each required scope must be in `scopes` of the policy. The scopes in `requiredScope` of the policy ' +
      'are required too.',
    example: 'read',
    beside: { scope: 'read write' },
    default: ({ required_scope }) => required_scope,
    refused: ['', 'read  write'],
  },
  consent: {
    says:
      '`skip` is for your own apps: the server grants the requested scope without asking the user. The user must still sign in. A ' +
      'client with a secret may use `skip`. A client without a secret may use `skip` only if all its redirect URIs are https URIs. ' +
      'No redirect URI may be on the user’s own device, such as `https://localhost`.',
    example: 'skip',
    default: ({ consent }) => consent,
    refused: ['never', false],
  },
  verified: {
    says:
      'Set `true` if you know the publisher of the client, and `client_name` and `client_uri` are correct. The consent page then ' +
      'says that the host of `client_uri` publishes the app. With `false`, the consent page says that the app claims to be published by this host. ' +
      'Your own consent page receives the value of `verified`. The server uses `verified` for nothing else.',
    example: true,
    default: ({ verified }) => verified,
    refused: ['yes'],
  },
  require_pkce: {
    says:
      'With `false`, a client with a secret may omit PKCE. If `pkce` of the policy is `always`, `false` has no effect. For a client ' +
      'without a secret, `false` throws.',
    example: false,
    beside: { client_secret: secret },
    default: ({ require_pkce }) => require_pkce,
    refused: ['no'],
  },
  code_challenge_methods: {
    says: 'The PKCE methods that the client may use. This list replaces `codeChallengeMethods` of the policy. The policy must allow `plain`: see [`plainCodeChallenge`](#plaincodechallenge).',
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
    says:
      'With `exact`, the port of a loopback redirect URI must be the registered port. With `any`, the client may listen on any port ' +
      '(RFC 8252 §7.3).',
    example: 'exact',
    beside: { redirect_uris: ['http://127.0.0.1:8912/callback'] },
    default: ({ loopback_port }) => loopback_port,
    refused: [8912],
  },
  token_redirect_uri: {
    says: 'With `optional`, the client may omit `redirect_uri` from its token request, as in OAuth 2.1. If the token request contains a `redirect_uri`, the value must equal the `redirect_uri` of the authorization request.',
    example: 'optional',
    default: ({ token_redirect_uri }) => token_redirect_uri,
    refused: [false],
  },
  authorization_response_iss: {
    says: '`omit` leaves `iss` (RFC 9207) out of the responses to this client. Use `omit` only for a client that breaks if a response contains `iss`. The risk: without `iss`, a client that also uses other authorization servers cannot tell which server sent a response. A hostile server can then obtain a code of this server (mix-up attack, RFC 9700 §4.4). The metadata still says that responses contain `iss`, so a client that reads the metadata rejects responses without `iss`.',
    example: 'omit',
    default: ({ authorization_response_iss }) => authorization_response_iss,
    refused: [false],
  },
  refresh_tokens: {
    says: 'Replaces [`refreshTokens`](#refreshtokens) of the policy for this client. With `never`, the client receives no refresh tokens, and cannot use the refresh tokens that it already has. The values `always` and `offline_access` require `refresh_token` in `grant_types`. If `refreshTokens` of the policy is `never`, the values `always` and `offline_access` have no effect. With one of these values, the server then throws at startup if `clients` lists all clients: see [`clients.find`](#clientsfind).',
    example: 'offline_access',
    beside: { grant_types: ['authorization_code', 'refresh_token'] },
    default: {
      says: '`refreshTokens` of the policy',
      shownBy: () => expect(defineClient(leastClient).refresh_tokens).toBeUndefined(),
    },
    refused: [true, 'always', 'offline_access'],
  },
  introspection: {
    says: 'Selects the access tokens of other clients that this client can look up at the introspection endpoint: see [`endpoints`](#endpoints). Every client with a secret can ask about its own tokens. A resource server is a client that authenticates with its secret. With a list of [`resources`](#resources), the client can ask about every access token for one of these resources. The response then contains only the part of the scope and of the audience that belongs to these resources. With `any`, the client can ask about every access token, and the response contains the whole scope and audience. A client can never ask about the refresh token of another client. `any` and a list require a secret.',
    example: ['https://api.example/mcp'],
    beside: { client_secret: 'a-secret' },
    default: {
      says: '`own`: the client can ask about its own tokens only',
      shownBy: () => expect(defineClient(leastClient).introspection).toBe('own'),
    },
    refused: ['any', [], true],
  },
  origin: {
    says:
      'Says where the registration comes from. `registered`: you wrote it. `document`: it comes from a client metadata document, whose URL is the `client_id`. ' +
      "`self`: the client registered itself. Set `self` or `document` if you store registrations that others wrote. A client with the origin `self` or `document` cannot have `consent: 'skip'`. The consent page shows the host of the document, " +
      'or says that the app registered itself. See [`trusted`](#trusted) for the other differences.',
    example: 'self',
    default: ({ origin }) => origin,
    refused: ['stranger', null],
  },
  trusted: {
    says:
      'Set `true` if you trust the publisher of a client whose `origin` is `document` or `self`. Without trust, the server never redirects the browser to the client with an error. The error ' +
      'stays on a page of the server, with a link to the redirect URI (RFC 9700 §4.11.2). The consent page shows `client_name` as a name that was not checked. Consent is remembered only for the redirect URI that the user allowed. ' +
      'Only a trusted client can be `verified`. A client with the origin `registered` is always trusted.',
    example: true,
    default: {
      says: '`true` if `origin` is `registered`, otherwise `false`',
      shownBy: () => {
        expect(defineClient(leastClient).trusted).toBe(true);
        expect(defineClient({ ...leastClient, origin: 'self' }).trusted).toBe(false);
      },
    },
    refused: ['yes', false],
  },
  custom_redirect_schemes: {
    says:
      'Schemes without a dot that the redirect URIs may use. Write each scheme in lower case and without the colon. Any app on the ' +
      'user’s device can claim such a scheme. Dangerous schemes, such as `javascript`, are never accepted.',
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
