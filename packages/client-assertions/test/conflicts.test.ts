import { privateKeyJwt, type PrivateKeyJwtSettings } from '@codegrant/client-assertions';
import { type ClientMetadata, createAuthorizationServer, defineClient, readClient } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';
import { assertionOf, key, makeKey, registration, serverOptions, start, tokenWith } from './fixtures/client.ts';
import { privateKeys, publicKey } from './fixtures/vector-keys.ts';

/** What JavaScript can pass. */
const untyped = (settings: object): PrivateKeyJwtSettings => Object(settings);

const { jwks: _jwks, ...withoutKeys } = registration;

const problemsWith = (changes: Partial<ClientMetadata>, settings = {}): readonly string[] =>
  problemsOf(() =>
    createAuthorizationServer(serverOptions({ clients: [defineClient({ ...withoutKeys, ...changes })], settings })),
  );

const fetch = () => Promise.reject(new Error('never called'));

describe('At startup, the server names the problem of a client (R377)', () => {
  it.each<[string, Partial<ClientMetadata>, string]>([
    ['without keys', {}, 'token_endpoint_auth_method private_key_jwt needs either jwks or jwks_uri.'],
    [
      'with its keys at two places',
      { jwks: { keys: [key.jwk] }, jwks_uri: 'https://app.example/jwks' },
      'token_endpoint_auth_method private_key_jwt needs either jwks or jwks_uri.',
    ],
    [
      'with an empty list of keys',
      { jwks: { keys: [] } },
      'jwks must be a JSON Web Key Set: an object with the list keys, which has at least one key.',
    ],
    [
      'with a private key',
      { jwks: { keys: [{ ...privateKeys.ES256 }] } },
      'jwks has a private or symmetric key. Register public keys only, and replace this key.',
    ],
    [
      'with a symmetric key',
      { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
      'jwks has a private or symmetric key. Register public keys only, and replace this key.',
    ],
    [
      'with a key of an unknown type',
      { jwks: { keys: [{ kty: 'XYZ' }] } },
      'jwks must have only public keys, with the kty RSA, EC or OKP.',
    ],
    [
      'with a key that fits no algorithm',
      { jwks: { keys: [{ ...publicKey('ES256'), crv: 'P-384' }] } },
      'jwks has no key for ES256, PS256, RS256, EdDSA, Ed25519: register a key that fits.',
    ],
    [
      'with a key for encryption',
      { jwks: { keys: [publicKey('ES256', { use: 'enc' })] } },
      'jwks has no key for ES256, PS256, RS256, EdDSA, Ed25519: register a key that fits.',
    ],
    [
      'with another algorithm than its key',
      { jwks: { keys: [publicKey('ES256')] }, token_endpoint_auth_signing_alg: 'RS256' },
      'jwks has no key for RS256: register a key that fits.',
    ],
    [
      'with a symmetric algorithm',
      { jwks: { keys: [publicKey('ES256')] }, token_endpoint_auth_signing_alg: 'HS256' },
      'token_endpoint_auth_signing_alg HS256 is not accepted by the server: register one of ES256, PS256, RS256, EdDSA, Ed25519.',
    ],
    [
      'with a jwks_uri that nobody fetches',
      { jwks_uri: 'https://app.example/jwks' },
      'jwks_uri cannot be used, because privateKeyJwt has no fetch: set fetch, or register jwks in place of jwks_uri.',
    ],
  ])('%s.', (_what, changes, problem) => {
    expect(problemsWith(changes)).toEqual([`client "signer": ${problem}`]);
  });

  it.each(['http://app.example/jwks', 'file:///etc/passwd', 'https:///jwks', 'jwks'])(
    'with the jwks_uri %s.',
    (jwks_uri) => {
      expect(problemsWith({ jwks_uri }, { fetch })).toEqual(['client "signer": jwks_uri must be an https URL.']);
    },
  );

  it('with an algorithm that the operator does not accept.', () => {
    const keys = { jwks: { keys: [publicKey('ES256')] } };
    expect(problemsWith(keys, { algorithms: ['EdDSA'] })).toEqual([
      'client "signer": jwks has no key for EdDSA: register a key that fits.',
    ]);
  });

  it('and says nothing of a client without a key, whose keys are not used.', () => {
    const client = defineClient({
      client_id: 'app',
      redirect_uris: ['https://app.example/cb'],
      jwks: { keys: [] },
      jwks_uri: 'http://app.example',
    });
    expect(() => createAuthorizationServer(serverOptions({ clients: [client] }))).not.toThrow();
  });
});

describe('A server without the option', () => {
  it('rejects a client with a key at startup.', () => {
    const options = { ...serverOptions(), clientAssertions: undefined };
    expect(problemsOf(() => createAuthorizationServer(options))).toEqual([
      'client "signer": private_key_jwt needs the option clientAssertions.',
    ]);
  });

  it.each([privateKeyJwt, null, {}])('must get what privateKeyJwt returns, and not %o.', (clientAssertions) => {
    const options = Object.assign(serverOptions(), { clientAssertions });
    expect(problemsOf(() => createAuthorizationServer(options))).toContain(
      'clientAssertions must be what privateKeyJwt returns.',
    );
  });
});

describe('A client that is looked up later', () => {
  it('and cannot be used is an error of the operator, whom the event tells why (R377).', async () => {
    const events: unknown[] = [];
    const client = defineClient({ ...withoutKeys, jwks: { keys: [{ ...privateKeys.ES256 }] } });
    const server = await start({
      options: { clients: { find: () => client }, report: (event) => void events.push(event) },
    });
    expect(await tokenWith(server, await assertionOf())).toMatchObject({
      status: 500,
      body: { error: 'server_error' },
    });
    expect(events).toMatchObject([
      { kind: 'failed', cause: { message: expect.stringContaining('client "signer": jwks has a private') } },
    ]);
  });

  it('may have a key that no library can use. It counts as no key.', async () => {
    const client = defineClient({ ...withoutKeys, jwks: { keys: [{ ...key.jwk, x: 'AAAA' }] } });
    const server = await start({ options: { clients: { find: () => client } } });
    expect((await tokenWith(server, await assertionOf())).status).toBe(401);
  });

  it('may have an RSA key, but not a short one.', async () => {
    const short = publicKey('RSA', {
      n: 'sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri23bOdgWp4Dy1WlUzewbgBHod5pcM9H95GQRV3JDXboIRROSBigeC5yjU1hGzHHyXss8UDpre',
    });
    const client = defineClient({ ...withoutKeys, jwks: { keys: [short] } });
    const server = await start({ options: { clients: { find: () => client } } });
    const rsa = await makeKey('RS256', 'rsa');
    expect((await tokenWith(server, await assertionOf(rsa, undefined, {}))).status).toBe(401);
  });
});

describe('Of many keys without kid', () => {
  it('ten are tried.', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => makeKey('ES256', 'other')));
    const keysOf = (count: number) => ({
      keys: [...others.slice(0, count), key].map(({ jwk: { kid: _kid, ...jwk } }) => jwk),
    });
    const statusWith = async (count: number): Promise<number> => {
      const server = await start({ clients: [defineClient({ ...withoutKeys, jwks: keysOf(count) })] });
      return (await tokenWith(server, await assertionOf(key, undefined, {}))).status;
    };
    expect(await statusWith(9)).toBe(200);
    expect(await statusWith(10)).toBe(401);
  });
});

describe('A registration', () => {
  it('with a key has no secret.', () => {
    expect(defineClient(registration).token_endpoint_auth_methods).toEqual(['private_key_jwt']);
    expect(problemsWith({ jwks: { keys: [key.jwk] }, client_secret: 'x' })).toEqual([
      'client "signer": token_endpoint_auth_method private_key_jwt does not use a secret: omit client_secret and client_secret_hashes.',
    ]);
  });

  it('of another kind of assertion is invalid.', () => {
    expect(readClient({ ...registration, token_endpoint_auth_method: 'client_secret_jwt' }).kind).toBe('invalid');
  });
});

describe('The settings', () => {
  it.each([
    [{ audiences: 'issuer' }, 'audiences is not a setting: correct its spelling.'],
    [{ fetch: 'fetch' }, 'fetch must be a function.'],
    [{ algorithms: [] }, 'algorithms must be a list with one or more of ES256, PS256, RS256, EdDSA, Ed25519.'],
    [{ algorithms: ['HS256'] }, 'algorithms must be a list with one or more of ES256, PS256, RS256, EdDSA, Ed25519.'],
    [{ algorithms: ['none'] }, 'algorithms must be a list with one or more of ES256, PS256, RS256, EdDSA, Ed25519.'],
    [{ audience: 'any' }, "audience must be 'issuer' or 'tokenEndpoint'."],
    [{ maxLifetimeSeconds: 9 }, 'maxLifetimeSeconds must be a whole number from 10 to 600.'],
    [{ maxLifetimeSeconds: 601 }, 'maxLifetimeSeconds must be a whole number from 10 to 600.'],
    [{ maxLifetimeSeconds: 60.5 }, 'maxLifetimeSeconds must be a whole number from 10 to 600.'],
  ])('%o are invalid.', (settings, problem) => {
    expect(problemsOf(() => privateKeyJwt(untyped(settings)))).toEqual([problem]);
  });
});

describe('An assertion of 70 kilobytes', () => {
  it('is not read.', async () => {
    const server = await start();
    expect((await tokenWith(server, 'a'.repeat(70_000))).status).toBe(413);
  });
});
