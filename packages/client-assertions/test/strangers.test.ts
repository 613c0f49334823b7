import { privateKeyJwt } from '@codegrant/client-assertions';
import { clientDocuments, type RefusedDocument } from '@codegrant/client-documents';
import {
  type Client,
  memoryClientRegistry,
  registration as registrationEndpoint,
  type RegistrationOptions,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { assertionOf, claimsOf, fixedNow, key, type Listening, makeKey, start, tokenWith } from './fixtures/client.ts';
import { privateKeys, publicKey } from './fixtures/vector-keys.ts';

const signed = (): RegistrationOptions => ({ keys: [new Uint8Array(32).fill(9)] });
const stored = (): RegistrationOptions => ({ registry: memoryClientRegistry(() => fixedNow) });

const startWith = (options: RegistrationOptions, clientAssertions: ReturnType<typeof privateKeyJwt> | undefined) =>
  start({
    clients: [],
    options: { endpoints: [registrationEndpoint(options)], clientAssertions },
  });

const register = async ({ origin }: Listening, metadata: object) => {
  const response = await fetch(`${origin}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: ['https://app.example/cb'], ...metadata }),
  });
  return { status: response.status, body: Object(await response.json()) };
};

const withKey = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicKey('ES256', { kid: 'ec' })] } };

describe.each([
  ['in its client_id', signed],
  ['in a registry', stored],
])('A client that registers itself, and whose registration is %s,', (_where, options) => {
  it('can register a key, gets no secret, and authenticates with the key (R378).', async () => {
    const server = await startWith(options(), privateKeyJwt());
    const { status, body } = await register(server, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key.jwk] },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key.jwk] } });
    expect(body).not.toHaveProperty('client_secret');
    const asked = async (assertion: string | undefined) => {
      const form = { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://app.example/cb' };
      if (assertion !== undefined) return (await tokenWith(server, assertion, form)).body['error'];
      const sent = await fetch(`${server.origin}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...form, client_id: body.client_id }),
      });
      return Object(await sent.json()).error;
    };
    expect(await asked(await assertionOf(key, claimsOf(body.client_id)))).toBe('invalid_grant');
    expect(await asked(await assertionOf(await makeKey('ES256', 'key-1'), claimsOf(body.client_id)))).toBe(
      'invalid_client',
    );
    expect(await asked(undefined)).toBe('invalid_client');
  });

  it.each<[string, object, object]>([
    [
      'without keys',
      { token_endpoint_auth_method: 'private_key_jwt' },
      { token_endpoint_auth_method: [expect.any(String)] },
    ],
    [
      'with a private key',
      { ...withKey, jwks: { keys: [{ ...privateKeys.ES256 }] } },
      { jwks: [expect.stringContaining('private')] },
    ],
    [
      'with a jwks_uri that nobody fetches',
      { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://app.example/jwks' },
      { jwks_uri: [expect.stringContaining('no fetch')] },
    ],
    [
      'with an algorithm that the server does not accept',
      { ...withKey, token_endpoint_auth_signing_alg: 'HS256' },
      { token_endpoint_auth_signing_alg: [expect.stringContaining('HS256')] },
    ],
  ])('%s is refused, and told why (R378).', async (_what, metadata, invalid_fields) => {
    const server = await startWith(options(), privateKeyJwt());
    expect(await register(server, metadata)).toMatchObject({
      status: 400,
      body: { error: 'invalid_client_metadata', invalid_fields },
    });
  });

  // JSON.parse reads a deeper nesting than JSON.stringify writes.
  it('is refused if its keys are nested more deeply than the server can write them (R324).', async () => {
    const { origin } = await startWith(options(), privateKeyJwt());
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const response = await fetch(`${origin}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirect_uris: ['https://app.example/cb'],
        ...withKey,
        jwks: { keys: [publicKey('ES256', { nested: 'here' })] },
      }).replace('"here"', nested),
    });
    expect(response.status).toBe(400);
    expect(Object(await response.json()).error).toBe('invalid_client_metadata');
  });

  it('cannot register a key at a server without client assertions (R378).', async () => {
    const server = await startWith(options(), undefined);
    expect(await register(server, withKey)).toMatchObject({
      status: 400,
      body: { error: 'invalid_client_metadata', invalid_fields: { token_endpoint_auth_method: [expect.any(String)] } },
    });
  });
});

describe('The document of a client', () => {
  const url = 'https://app.example/client.json';
  const documentOf = (changes: object): Uint8Array =>
    new TextEncoder().encode(
      JSON.stringify({ client_id: url, client_name: 'App', redirect_uris: ['https://app.example/cb'], ...changes }),
    );

  const readOn = async (changes: object, clientAssertions: ReturnType<typeof privateKeyJwt> | undefined) => {
    const refused: RefusedDocument[] = [];
    const source = clientDocuments({
      fetch: async () => ({ status: 200, type: 'application/json', bytes: documentOf(changes), headers: {} }),
      report: (document) => void refused.push(document),
    });
    let found: Client | undefined;
    const { origin } = await start({
      clients: [],
      options: {
        clientSources: [
          {
            ...source,
            find: async (...asked) => {
              found = (await source.find(...asked)) ?? undefined;
              return found;
            },
          },
        ],
        clientAssertions,
      },
    });
    await fetch(
      `${origin}/oauth/authorize?client_id=${encodeURIComponent(url)}&redirect_uri=https%3A%2F%2Fapp.example%2Fcb`,
    );
    return { methods: found?.token_endpoint_auth_methods, problems: refused.flatMap(({ problems }) => problems) };
  };

  it('can demand a key (R378).', async () => {
    expect(await readOn(withKey, privateKeyJwt())).toEqual({ methods: ['private_key_jwt'], problems: [] });
  });

  it('that offers none too makes a public client, whose keys are not looked at.', async () => {
    const both = { jwks: { keys: [] }, token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'] };
    expect(await readOn(both, privateKeyJwt())).toEqual({ methods: ['none'], problems: [] });
  });

  it('that demands a key is refused by a server without client assertions (R378).', async () => {
    expect((await readOn(withKey, undefined)).problems).toEqual([
      expect.stringContaining('the server supports none of private_key_jwt'),
    ]);
  });

  it.each<[object, string]>([
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'needs either jwks or jwks_uri'],
    [{ ...withKey, jwks: { keys: [] } }, 'at least one key'],
    [{ token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://app.example/jwks' }, 'no fetch'],
  ])('whose keys cannot be used is refused, and the reason is reported (R378): %o', async (changes, problem) => {
    expect((await readOn(changes, privateKeyJwt())).problems).toEqual([expect.stringContaining(problem)]);
  });
});
