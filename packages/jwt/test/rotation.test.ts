import { listen } from '@codegrant/conformance/suite';
import { generateSigningKey, jwtTokens, type JwtTokens, jwtVerifier, type SigningKey } from '@codegrant/jwt';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { audience, grant, issuer, publicPart } from './fixtures/settings.ts';

const oldKey = await generateSigningKey('ES256');
const newKey = await generateSigningKey('EdDSA');

/** Serves the key set of tokens that can be replaced by others. */
const serving = async (first: readonly SigningKey[]) => {
  const withKeys = (keys: readonly SigningKey[]): JwtTokens => jwtTokens({ issuer, audience, keys });
  const state = { tokens: withKeys(first), requests: 0 };
  const { origin, close } = await listen(async (_request, response) => {
    state.requests += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await state.tokens.jwks()));
  });
  onTestFinished(close);
  return {
    jwksUri: `${origin}/oauth/jwks`,
    requests: () => state.requests,
    use: (keys: readonly SigningKey[]): void => void (state.tokens = withKeys(keys)),
    issue: async (): Promise<string> => (await state.tokens.issue(grant)).accessToken,
  };
};

const authorized = (token: string): Request => new Request(audience, { headers: { authorization: `Bearer ${token}` } });

describe('A rotation of keys', () => {
  it('never issues a token that an API refuses: published first, then signing, then removed.', async () => {
    const server = await serving([{ privateKey: oldKey }]);
    const keyOf = createRemoteJWKSet(new URL(server.jwksUri), { cooldownDuration: 0 });
    const { find } = jwtVerifier({ issuer, audience, jwksUri: server.jwksUri, cooldownSeconds: 0 });
    const isAccepted = async (token: string): Promise<boolean> => {
      await jwtVerify(token, keyOf, { issuer, audience, typ: 'at+jwt' });
      return (await find(token))?.subject === 'alice';
    };
    const old = await server.issue();
    expect(await isAccepted(old)).toBe(true);

    server.use([{ privateKey: oldKey }, { publicKey: publicPart(newKey) }]);
    expect(decodeProtectedHeader(await server.issue()).kid).toBe(oldKey.kid);
    expect(await isAccepted(await server.issue())).toBe(true);

    server.use([{ privateKey: newKey }, { publicKey: publicPart(oldKey) }]);
    const current = await server.issue();
    expect(decodeProtectedHeader(current).kid).toBe(newKey.kid);
    expect([await isAccepted(current), await isAccepted(old)]).toEqual([true, true]);

    server.use([{ privateKey: newKey }]);
    expect(await isAccepted(current)).toBe(true);
    expect(await jwtVerifier({ issuer, audience, jwksUri: server.jwksUri }).find(old)).toBeUndefined();
  });

  it('reaches an API that has fetched the keys before, as soon as a token names the new one.', async () => {
    const server = await serving([{ privateKey: oldKey }]);
    const { find } = jwtVerifier({ issuer, audience, jwksUri: server.jwksUri, cooldownSeconds: 0 });
    await find(await server.issue());
    await find(await server.issue());
    expect(server.requests()).toBe(1);
    server.use([{ privateKey: newKey }, { publicKey: publicPart(oldKey) }]);
    expect(await find(await server.issue())).toMatchObject({ subject: 'alice' });
    expect(server.requests()).toBe(2);
  });

  it('cannot be used to make an API send requests: within the cooldown, unknown keys cause none.', async () => {
    const server = await serving([{ privateKey: oldKey }]);
    const { find } = jwtVerifier({ issuer, audience, jwksUri: server.jwksUri });
    await find(await server.issue());
    const forged = await jwtTokens({ issuer, audience, keys: [{ privateKey: newKey }] }).issue(grant);
    for (let at = 0; at < 5; at += 1) expect(await find(forged.accessToken)).toBeUndefined();
    expect(server.requests()).toBe(1);
  });
});

describe('A client library for APIs', () => {
  it.each(['ES256', 'RS256', 'EdDSA', 'Ed25519'] as const)('accepts a token signed with %s.', async (alg) => {
    const server = await serving([{ privateKey: await generateSigningKey(alg) }]);
    const as: oauth.AuthorizationServer = { issuer, jwks_uri: server.jwksUri };
    const options = { [oauth.allowInsecureRequests]: true };
    const claims = await oauth.validateJwtAccessToken(as, authorized(await server.issue()), audience, options);
    expect(claims).toMatchObject({ sub: 'alice', client_id: 'app', scope: 'read write' });
    await expect(
      oauth.validateJwtAccessToken(as, authorized(await server.issue()), 'https://other.example', options),
    ).rejects.toThrow('unexpected JWT "aud"');
  });
});
