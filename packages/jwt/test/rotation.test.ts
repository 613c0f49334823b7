import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from '@codegrant/conformance/suite';
import {
  generateSigningKey,
  jwtTokens,
  type JwtTokens,
  jwtVerifier,
  type KeySet,
  type SigningKey,
} from '@codegrant/jwt';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
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

const signingKeys: Readonly<Record<string, SigningKey>> = {
  oldKey: { privateKey: oldKey },
  newKey: { privateKey: newKey },
};

const documented = readFileSync(join(import.meta.dirname, '../../../docs/key-rotation.md'), 'utf8');

/** The lists of keys in docs/key-rotation.md, in their order. */
const steps: readonly (readonly SigningKey[])[] = Array.from(
  documented.matchAll(/^\| .* \| `keys: \[(.*)\]` \|/gm),
  ([, names = '']) => names.split(', ').flatMap((name) => signingKeys[name] ?? []),
);

describe('A rotation of keys, as docs/key-rotation.md says,', () => {
  it('never leads to a valid token that an API refuses, also with the keys of one step ago (R269).', async () => {
    const accepted = async (token: string, { keys }: KeySet): Promise<void> => {
      await jwtVerify(token, createLocalJWKSet({ keys: [...keys] }), { issuer, audience, typ: 'at+jwt' });
      const { find } = jwtVerifier({ issuer, audience, keys: [...keys] });
      expect(await find(token)).toMatchObject({ subject: 'alice' });
    };
    const signers: unknown[] = [];
    let previous: { readonly token: string; readonly keySet: KeySet } | undefined;
    for (const keys of steps) {
      const { issue, jwks } = jwtTokens({ issuer, audience, keys });
      const current = { token: (await issue(grant)).accessToken, keySet: await jwks() };
      const before = previous ?? current;
      await accepted(current.token, current.keySet);
      await accepted(current.token, before.keySet);
      await accepted(before.token, current.keySet);
      signers.push(decodeProtectedHeader(current.token).kid);
      previous = current;
    }
    expect(signers).toEqual([oldKey.kid, oldKey.kid, newKey.kid, newKey.kid]);
    expect(previous?.keySet.keys.map(({ kid }) => kid)).toEqual([newKey.kid]);
  });

  it('works with public keys for those that do not sign.', async () => {
    const server = await serving([{ privateKey: oldKey }, { publicKey: publicPart(newKey) }]);
    const { find } = jwtVerifier({ issuer, audience, jwksUri: server.jwksUri });
    expect(await find(await server.issue())).toMatchObject({ subject: 'alice' });
    server.use([{ privateKey: newKey }, { publicKey: publicPart(oldKey) }]);
    expect(await find(await server.issue())).toMatchObject({ subject: 'alice' });
    expect(server.requests()).toBe(1);
  });

  it('ends with a server that refuses tokens of the old key.', async () => {
    const [first, , , last] = steps.map((keys) => jwtTokens({ issuer, audience, keys }));
    const { accessToken } = (await first?.issue(grant)) ?? { accessToken: '' };
    expect(await first?.find(accessToken)).toMatchObject({ subject: 'alice' });
    expect(await last?.find(accessToken)).toBeUndefined();
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

  it('reaches jose and its remote key set too.', async () => {
    const server = await serving([{ privateKey: oldKey }]);
    const keyOf = createRemoteJWKSet(new URL(server.jwksUri), { cooldownDuration: 0 });
    await jwtVerify(await server.issue(), keyOf);
    server.use([{ privateKey: newKey }]);
    await jwtVerify(await server.issue(), keyOf);
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
