import { introspection } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { assertionOf, claimsOf, issuer, key, makeKey, post, start, tokenWith, jwtBearer } from './fixtures/client.ts';

const failed = { status: 401, body: { error: 'invalid_client' } };

describe('A client with a private key', () => {
  it('gets an access token with a signed assertion (R360).', async () => {
    const server = await start();
    expect(await tokenWith(server, await assertionOf())).toMatchObject({ status: 200, body: { scope: 'read' } });
  });

  it('uses an assertion once (R368).', async () => {
    const server = await start();
    const assertion = await assertionOf();
    expect((await tokenWith(server, assertion)).status).toBe(200);
    expect(await tokenWith(server, assertion)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_description: expect.stringContaining('used before') },
    });
  });

  it('uses an assertion once, also if many requests arrive at the same time (R368).', async () => {
    const server = await start();
    const assertion = await assertionOf();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tokenWith(server, assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('cannot sign with a key that is not registered (R369).', async () => {
    const server = await start();
    const stolen = await makeKey('ES256', 'key-1');
    expect(await tokenWith(server, await assertionOf(stolen))).toMatchObject(failed);
  });

  it('can use the same jti as another client, and an assertion that failed does not use it up.', async () => {
    const server = await start();
    const claims = claimsOf();
    expect(await tokenWith(server, await assertionOf(await makeKey('ES256', 'key-1'), claims))).toMatchObject(failed);
    expect((await tokenWith(server, await assertionOf(key, claims))).status).toBe(200);
  });

  it('revokes and introspects with an assertion (R360).', async () => {
    const server = await start();
    const { body } = await tokenWith(server, await assertionOf());
    const asked = async (path: string) =>
      post(`${server.origin}/oauth/${path}`, {
        token: String(body['access_token']),
        client_assertion_type: jwtBearer,
        client_assertion: await assertionOf(),
      });
    expect(await asked('introspect')).toMatchObject({ status: 200, body: { active: true, client_id: 'signer' } });
    expect(await asked('revoke')).toMatchObject({ status: 200 });
    expect(await asked('introspect')).toMatchObject({ status: 200, body: { active: false } });
  });
});

describe('A Bearer header beside an assertion', () => {
  it('does not make the request one of a user, where users may introspect.', async () => {
    const server = await start({
      options: { endpoints: [introspection({ askers: 'clientsAndOwners' })], owner: { identify: () => undefined } },
    });
    const response = await fetch(`${server.origin}/oauth/introspect`, {
      method: 'POST',
      headers: { authorization: 'Bearer api-key' },
      body: new URLSearchParams({
        token: 'unknown',
        client_assertion_type: jwtBearer,
        client_assertion: await assertionOf(),
      }),
    });
    expect([response.status, await response.json()]).toEqual([200, { active: false }]);
  });
});

describe('The metadata', () => {
  it('lists the method and its algorithms at every endpoint (R376).', async () => {
    const { origin } = await start();
    const response = await fetch(`${origin}/.well-known/oauth-authorization-server`);
    const algorithms = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'];
    expect(await response.json()).toMatchObject({
      issuer,
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      revocation_endpoint_auth_methods_supported: expect.arrayContaining(['private_key_jwt']),
      revocation_endpoint_auth_signing_alg_values_supported: algorithms,
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    });
  });
});
