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
    says: '`client_id` is the identifier of the client: visible ASCII characters and spaces.',
    example: 'warehouse',
    refused: ['', 'käse', 7],
  },
  client_name: {
    says: '`client_name` is the name of the client on the consent page.',
    example: 'The warehouse',
    default: {
      says: 'the `client_id`',
      shownBy: () => expect(defineClient(leastClient).client_name).toBe(leastClient.client_id),
    },
    refused: [''],
  },
  client_uri: {
    says: '`client_uri` is the home page of the client: an http or https URL. The consent page shows the host of `client_uri`.',
    example: 'https://warehouse.example',
    default: ({ client_uri }) => client_uri,
    refused: ['warehouse.example', 'javascript:alert(1)'],
  },
  logo_uri: {
    says:
      '`logo_uri` is the URL of the client’s logo. Only your own consent page ([`consentUrl`](#consenturl)) receives this URL. The ' +
      'server’s consent page shows no logo.',
    example: 'https://warehouse.example/logo.svg',
    default: ({ logo_uri }) => logo_uri,
    refused: ['logo.svg'],
  },
  policy_uri: {
    says: '`policy_uri` is the URL of the client’s privacy policy. Only your own consent page ([`consentUrl`](#consenturl)) receives this URL.',
    example: 'https://warehouse.example/privacy',
    default: ({ policy_uri }) => policy_uri,
    refused: ['/privacy'],
  },
  tos_uri: {
    says: '`tos_uri` is the URL of the client’s terms of service. Only your own consent page ([`consentUrl`](#consenturl)) receives this URL.',
    example: 'https://warehouse.example/terms',
    default: ({ tos_uri }) => tos_uri,
    refused: ['/terms'],
  },
  redirect_uris: {
    says:
      '`redirect_uris` lists the redirect URIs of the client. There must be at least one. A redirect URI is an https URI, an http URI ' +
      'on loopback (`127.0.0.1`, `[::1]` or `localhost`), or a URI with a private-use scheme. A private-use scheme must contain a dot, as in ' +
      '`com.example.app:/callback`, or must be in [`custom_redirect_schemes`](#custom_redirect_schemes). Redirect URIs must not contain ' +
      'fragments or wildcards.\n\nThe redirect URI of an authorization request must equal one of the `redirect_uris`, byte for byte. A ' +
      'redirect URI on loopback may differ from the registered one in its port, but in nothing else. For example, ' +
      '`http://127.0.0.1:33418` does not match `http://127.0.0.1:33418/`, and `http://localhost/callback` does not match ' +
      '`http://127.0.0.1/callback`. Some editors send redirect URIs with a slash at the end: register them with and without the slash. ' +
      '`registrationAdvice(client)` lists the redirect URIs that you have registered only without the slash.',
    example: ['https://warehouse.example/callback', 'http://127.0.0.1/callback'],
    default: {
      says: 'none (required for the grant type `authorization_code`)',
      shownBy: () => undefined,
    },
    refused: [[], ['http://app.example/callback'], ['https://*.app.example/callback'], ['myapp:/callback']],
  },
  token_endpoint_auth_method: {
    says:
      '`token_endpoint_auth_method` says how the client authenticates at the token endpoint (RFC 7591 §2):\n\n- `none` is for public ' +
      'clients.\n- `client_secret_basic` and `client_secret_post` require a secret.\n- `private_key_jwt` (RFC 7523) requires `jwks` or ' +
      '`jwks_uri`, and the server option [`clientAssertions`](#clientassertions).\n\nA client with a secret may use both ' +
      '`client_secret_basic` and `client_secret_post`, unless `require_token_endpoint_auth_method` is `true`.',
    example: 'client_secret_basic',
    beside: { client_secret: secret },
    default: {
      says: 'a client without a secret uses `none`, and a client with a secret may use `client_secret_basic` or `client_secret_post`',
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
    says:
      '`require_token_endpoint_auth_method: true` rejects every authentication method except the one in `token_endpoint_auth_method`. Many ' +
      'client libraries choose an authentication method automatically, so test your client before you set ' +
      '`require_token_endpoint_auth_method`.',
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
    says: '`token_endpoint_auth_signing_alg` restricts the assertions of a client with `private_key_jwt` to one signing algorithm.',
    example: 'ES256',
    default: {
      says: 'the client may sign with every algorithm that the server accepts',
      shownBy: () => expect(defineClient(leastClient).token_endpoint_auth_signing_alg).toBeUndefined(),
    },
    refused: ['', 256],
  },
  jwks: {
    says:
      '`jwks` contains the public keys of a client with `private_key_jwt`, as a JSON Web Key Set (RFC 7517 §5). To rotate a key, list both ' +
      'the old key and the new key in `jwks`. Only a server with [`clientAssertions`](#clientassertions) checks the keys in `jwks`.',
    example: { keys: [publicKey] },
    default: ({ jwks }) => jwks,
  },
  jwks_uri: {
    says:
      '`jwks_uri` is the https URL of the public keys of a client with `private_key_jwt`. Set either `jwks` or `jwks_uri`, but not both. ' +
      'To fetch the keys from `jwks_uri`, the server uses the setting `fetch` of `privateKeyJwt`.',
    example: 'https://warehouse.example/jwks.json',
    default: ({ jwks_uri }) => jwks_uri,
    refused: ['', 7],
  },
  client_secret: {
    says:
      '`client_secret` is the secret of the client as plain text: visible ASCII characters and spaces. The server keeps only the SHA-256 ' +
      'hash of the secret. Because SHA-256 is fast, the secret must be random and at least 32 bytes long. An undefined or empty ' +
      '`client_secret` throws, so that an unset environment variable does not create a public client.',
    example: secret,
    default: {
      says: 'none: without a secret and without `private_key_jwt`, the client is a public client',
      shownBy: () => expect(defineClient(leastClient).client_secret_hashes).toEqual([]),
    },
    refused: ['', undefined, 'schlüssel'],
  },
  client_secret_hashes: {
    says:
      '`client_secret_hashes` lists the SHA-256 hash of each accepted client secret: 43 base64url characters, as `hashClientSecret` ' +
      'returns them. To rotate a client secret, list the hashes of the old secret and the new secret. The server adds the hash of ' +
      '`client_secret` to `client_secret_hashes`.',
    example: [hashClientSecret(secret)],
    default: ({ client_secret_hashes }) => client_secret_hashes,
    refused: [[], [secret.slice(1)]],
  },
  grant_types: {
    says:
      '`grant_types` lists the grant types of the client (RFC 7591 §2):\n\n- `authorization_code`: the client receives authorization ' +
      'codes.\n- `refresh_token`: the client receives refresh tokens if [`refreshTokens`](#refreshtokens) of the policy allows them.\n- ' +
      '`client_credentials`: the client receives access tokens for itself. A client with `client_credentials` must be confidential and ' +
      'must have a `scope`, and the server needs `clientCredentials` in its option [`grantTypes`](#granttypes).\n- The name of a grant ' +
      'type of your own: the client can use that grant type if the server option [`grantTypes`](#granttypes) contains it.\n\nOther ' +
      'standard grant types in `grant_types` have no effect. If `clients` is a `clientList`, the server throws at startup if ' +
      '`grant_types` contains an unknown grant type.',
    example: ['authorization_code', 'refresh_token'],
    default: ({ grant_types }) => grant_types,
    refused: [[], 'authorization_code'],
  },
  response_types: {
    says:
      '`response_types` lists the response types of the client (RFC 7591 §2). A client without `code` in `response_types` receives no ' +
      'codes. Response types other than `code` have no effect.',
    example: ['code'],
    default: ({ response_types }) => response_types,
    refused: [[], 'code'],
  },
  scope: {
    says:
      '`scope` contains the scopes that the client may request: one string, with one space between scopes. Each scope in `scope` must be ' +
      'in `scopes` of the policy: see [`clients.find`](#clientsfind).',
    example: 'read write',
    default: {
      says: 'the client may request every scope of the policy',
      shownBy: async () => {
        expect(defineClient(leastClient).scope).toBeUndefined();
        expect((await startWalk().authorize({ scope: 'read write' })).status).toBe(200);
      },
    },
    refused: ['', 'read  write', ['read']],
  },
  required_scope: {
    says:
      '`required_scope` contains the required scopes of the client: one string, with one space between scopes. If the client requests a ' +
      'required scope, the grant must include it. Each required scope must be in `scopes` of the policy, and in `scope` of the client if ' +
      'the client has a `scope`. The scopes in `requiredScope` of the policy are required for every client.',
    example: 'read',
    beside: { scope: 'read write' },
    default: ({ required_scope }) => required_scope,
    refused: ['', 'read  write'],
  },
  consent: {
    says:
      "`consent: 'skip'` is for your own apps: the server grants the requested scope without asking the user, who must still sign in. A " +
      "confidential client may have `consent: 'skip'`. A public client may have `consent: 'skip'` only if all its redirect URIs are " +
      'https URIs that are not on the user’s own device. For example, the redirect URI `https://localhost` is on the user’s own device.',
    example: 'skip',
    default: ({ consent }) => consent,
    refused: ['never', false],
  },
  verified: {
    says:
      'Set `verified: true` if you know the publisher of the client, and know that `client_name` and `client_uri` are correct. With ' +
      '`verified: true`, the consent page says that the host of `client_uri` publishes the app. With `verified: false`, the consent page says that ' +
      'the app claims to be published by the host of `client_uri`. `verified` affects only the consent page. Your own consent ' +
      'page also receives `verified`.',
    example: true,
    default: ({ verified }) => verified,
    refused: ['yes'],
  },
  require_pkce: {
    says:
      '`require_pkce: false` lets a confidential client omit PKCE, unless `pkce` of the policy is `always`. For a public client, ' +
      '`require_pkce: false` is invalid.',
    example: false,
    beside: { client_secret: secret },
    default: ({ require_pkce }) => require_pkce,
    refused: ['no'],
  },
  code_challenge_methods: {
    says:
      '`code_challenge_methods` lists the PKCE methods that the client may use, in place of `codeChallengeMethods` of the policy. A ' +
      'client can use the method `plain` only if the policy allows it: see [`plainCodeChallenge`](#plaincodechallenge).',
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
      "With `loopback_port: 'any'`, the client may listen on any loopback port (RFC 8252 §7.3). With `loopback_port: 'exact'`, the port " +
      'of a loopback redirect URI must be the registered port.',
    example: 'exact',
    beside: { redirect_uris: ['http://127.0.0.1:8912/callback'] },
    default: ({ loopback_port }) => loopback_port,
    refused: [8912],
  },
  token_redirect_uri: {
    says:
      "As in OAuth 2.1, `token_redirect_uri: 'optional'` lets the client omit `redirect_uri` from its token request. If the token request " +
      'contains a `redirect_uri`, the value must equal the `redirect_uri` of the authorization request.',
    example: 'optional',
    default: ({ token_redirect_uri }) => token_redirect_uri,
    refused: [false],
  },
  authorization_response_iss: {
    says:
      "`authorization_response_iss: 'omit'` leaves `iss` (RFC 9207) out of the authorization responses to the client. Use " +
      "`authorization_response_iss: 'omit'` only for a client that breaks if a response contains `iss`. Without `iss`, a client of " +
      'several authorization servers cannot tell which server sent a response. Without `iss`, a hostile authorization server can obtain ' +
      "a code of your server (mix-up attack, RFC 9700 §4.4). Even with `authorization_response_iss: 'omit'`, the metadata says that " +
      'authorization responses contain `iss`. A client that reads the metadata therefore rejects responses without `iss`.',
    example: 'omit',
    default: ({ authorization_response_iss }) => authorization_response_iss,
    refused: [false],
  },
  refresh_tokens: {
    says:
      "`refresh_tokens` replaces [`refreshTokens`](#refreshtokens) of the policy for one client:\n\n- `'always'`: the client receives " +
      "refresh tokens.\n- `'offline_access'`: the client receives refresh tokens if the granted scope contains `offline_access`.\n- " +
      "`'never'`: the client receives no refresh tokens, and cannot use the refresh tokens that it already has.\n\nThe values `always` " +
      'and `offline_access` of `refresh_tokens` require `refresh_token` in `grant_types`, and have no effect if the policy says ' +
      "`refreshTokens: 'never'`. With a `clientList`, the server throws at startup if `refresh_tokens` has no effect: see " +
      '[`clients.find`](#clientsfind).',
    example: 'offline_access',
    beside: { grant_types: ['authorization_code', 'refresh_token'] },
    default: {
      says: '`refreshTokens` of the policy',
      shownBy: () => expect(defineClient(leastClient).refresh_tokens).toBeUndefined(),
    },
    refused: [true, 'always', 'offline_access'],
  },
  introspection: {
    says:
      '`introspection` says which access tokens the client can look up at the introspection endpoint: see ' +
      "[`endpoints`](#endpoints).\n\n- `'own'`: a confidential client can look up its own tokens.\n- A list of " +
      '[`resources`](#resources): the client can look up its own tokens, and every access token for one of the listed APIs. With a list ' +
      "of resources, the introspection response contains only the scopes and the audience of the listed APIs.\n- `'any'`: the client can " +
      'look up every access token, and the introspection response contains the whole scope and audience.\n\nRegister a resource server ' +
      "as a client whose `introspection` is `'any'` or a list of the resources of that server. A client that may look up the tokens of " +
      'other clients must be confidential. No client can look up the refresh token of another client.',
    example: ['https://api.example/mcp'],
    beside: { client_secret: 'a-secret' },
    default: {
      says: '`own`: the client can look up only its own tokens',
      shownBy: () => expect(defineClient(leastClient).introspection).toBe('own'),
    },
    refused: ['any', [], true],
  },
  origin: {
    says:
      "`origin` says where the registration of the client comes from:\n\n- `'registered'`: you wrote the registration.\n- `'document'`: " +
      'the registration comes from a client metadata document, whose URL is the `client_id`. The consent page shows the host of ' +
      "the client metadata document.\n- `'self'`: the client registered itself, and the consent page says so.\n\nIf you store " +
      'registrations that others wrote, set `origin` to `self` or `document`. A client with the origin `self` or `document` cannot have ' +
      "`consent: 'skip'`. `origin` also decides which clients the server trusts by default: see [`trusted`](#trusted).",
    example: 'self',
    default: ({ origin }) => origin,
    refused: ['stranger', null],
  },
  trusted: {
    says:
      'If the origin of a client is `document` or `self`, set `trusted: true` only if you trust its publisher. A client with the origin ' +
      '`registered` is always trusted.\n\nIf an authorization request of an untrusted client ends with an error, the server does not ' +
      'redirect the browser to the client. The server’s own page shows the error instead, with a link to the redirect URI (RFC 9700 ' +
      '§4.11.2). Your own consent page receives the redirect URI with the error for every client: for an untrusted client, show a link ' +
      'to the redirect URI instead of a redirect. The consent page says that the `client_name` of an untrusted client was not checked. ' +
      'The server remembers consent for an untrusted client only for the redirect URI that the user allowed. Only a trusted client can ' +
      'have `verified: true`.',
    example: true,
    default: {
      says: '`true` for clients with the origin `registered`, and `false` for all other clients',
      shownBy: () => {
        expect(defineClient(leastClient).trusted).toBe(true);
        expect(defineClient({ ...leastClient, origin: 'self' }).trusted).toBe(false);
      },
    },
    refused: ['yes', false],
  },
  custom_redirect_schemes: {
    says:
      'A redirect URI of the client may use a private-use scheme without a dot only if `custom_redirect_schemes` lists the scheme. Write ' +
      'each scheme in lower case and without the colon. Any app on the user’s device can claim a custom redirect scheme. Dangerous ' +
      'redirect schemes, such as ' +
      '`javascript`, are never accepted.',
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
